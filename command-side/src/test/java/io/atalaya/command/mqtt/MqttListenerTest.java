package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.atalaya.kernel.Rejection;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

class MqttListenerTest {
    private static final String PASSWORD = "changeit";
    /** MQTT 3.1.1, a clean session, no user. */
    private static final byte[] CONNECT = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'a'};

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

    @Test
    void withABundleItSpeaksTls(@TempDir Path folder) throws Exception {
        KeyStore keys = selfSigned(folder.resolve("keys.p12"));
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry(
                "mqtt", SslBundle.of(SslStoreBundle.of(keys, PASSWORD, null), SslBundleKey.of(PASSWORD)));
        Gate gate = mock();
        when(gate.admit(any(), any()))
                .thenThrow(Rejection.of(Rejection.Code.CREDENTIALS_INVALID, "The API key is not valid"));
        MqttListener listener = listener(0, "mqtt", gate, bundles);
        listener.start();
        try (Socket client = trusting(keys).getSocketFactory().createSocket("127.0.0.1", listener.port())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(CONNECT);

            assertThat(client.getInputStream().readNBytes(4)).containsExactly(0x20, 2, 0, 4);
        } finally {
            listener.stop();
        }
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-alias",
                        "mqtt",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("mqtt", keys.getCertificate("mqtt"));
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static MqttListener listener(int port) {
        return listener(port, null, mock(), mock());
    }

    private static MqttListener listener(int port, @Nullable String sslBundle, Gate gate, SslBundles bundles) {
        MqttSettings.External none = new MqttSettings.External(null, 5, null, null, null, 256, null);
        return new MqttListener(
                new MqttSettings(true, port, "127.0.0.1", sslBundle, 100, 64, 65_536, none),
                gate,
                mock(),
                mock(),
                mock(),
                bundles);
    }
}
