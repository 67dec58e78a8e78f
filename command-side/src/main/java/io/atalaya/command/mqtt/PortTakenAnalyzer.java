package io.atalaya.command.mqtt;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts a second Atalaya, or has a broker already, what to do about it. */
final class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortTaken> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortTaken cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Stop what listens on port " + cause.port() + ", choose another one with ATALAYA_MQTT_PORT,"
                        + " or do without MQTT with ATALAYA_MQTT_ENABLED=false.",
                cause);
    }
}
