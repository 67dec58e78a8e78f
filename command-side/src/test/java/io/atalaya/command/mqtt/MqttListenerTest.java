package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class MqttListenerTest {
    @Test
    void aPortThatIsTakenIsSaidSoWithWhatToDoAboutIt() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            PortTaken failure = catchThrowableOfType(
                    PortTaken.class, () -> listener(other.getLocalPort()).start());

            var analysis = new PortTakenAnalyzer().analyze(failure, failure);
            assertThat(analysis.getDescription()).startsWith("MQTT cannot listen on port " + other.getLocalPort());
            assertThat(analysis.getAction()).contains("ATALAYA_MQTT_PORT", "ATALAYA_MQTT_ENABLED=false");
        }
    }

    @Test
    void itListensUntilItIsStopped() {
        MqttListener listener = listener(0);
        listener.start();
        int port = listener.port();
        assertThat(port).isPositive();

        listener.stop();

        assertThat(listener.isRunning()).isFalse();
        MqttListener next = listener(port);
        next.start();
        next.stop();
    }

    private static MqttListener listener(int port) {
        MqttSettings.External none = new MqttSettings.External(null, 5, null, null, null, 256, null);
        return new MqttListener(
                new MqttSettings(true, port, "127.0.0.1", null, 100, 64, 65_536, none),
                mock(),
                mock(),
                mock(),
                mock(),
                mock());
    }
}
