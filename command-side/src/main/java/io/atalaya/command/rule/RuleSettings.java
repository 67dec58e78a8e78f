package io.atalaya.command.rule;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules.
 *
 * @param maxPerTenant how many of its own a tenant can have
 */
public record RuleSettings(@DefaultValue("1000") int maxPerTenant) {}
