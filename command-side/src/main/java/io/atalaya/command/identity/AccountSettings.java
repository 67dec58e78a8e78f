package io.atalaya.command.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long accounts wait.
 *
 * @param keepUnverified how long after its last registration an account is kept whose address is not verified; codes
 *     should not live longer
 */
public record AccountSettings(@DefaultValue("P1D") Duration keepUnverified) {}
