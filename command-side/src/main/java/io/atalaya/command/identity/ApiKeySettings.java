package io.atalaya.command.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How API keys are treated.
 *
 * @param rotationOverlap how long after a rotation the secret before it is accepted too
 */
public record ApiKeySettings(@DefaultValue("PT1H") Duration rotationOverlap) {}
