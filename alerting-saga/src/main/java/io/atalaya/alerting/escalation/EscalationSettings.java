package io.atalaya.alerting.escalation;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an alert that nobody resolves escalates.
 *
 * @param escalateAfter from raising to the first level, and from each level to the next
 * @param maxEscalationLevel where it ends
 */
public record EscalationSettings(
        @DefaultValue("PT1H") Duration escalateAfter,
        @DefaultValue("3") int maxEscalationLevel) {}
