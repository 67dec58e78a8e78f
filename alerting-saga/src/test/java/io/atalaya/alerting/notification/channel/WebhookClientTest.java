package io.atalaya.alerting.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.kernel.outbound.Network;
import io.atalaya.kernel.outbound.OutboundRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints that do not mean well. */
class WebhookClientTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final SigningSecret SECRET = new SigningSecret("whsec_AAAA");
    private static final Message MESSAGE =
            new Message(NotificationId.next(), "subject", "text", "html", "{}".getBytes(StandardCharsets.UTF_8));

    private final ServerSocket server = listening();
    /** Ends with a failure if the client does not listen to the end. */
    private CompletableFuture<Void> answered = new CompletableFuture<>();

    private final WebhookClient client = new WebhookClient(
            new OutboundRules(true, List.of(Network.of("127.0.0.1/32"))),
            TIMEOUT,
            4,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @AfterEach
    void close() throws IOException {
        client.destroy();
        server.close();
    }

    @Test
    void oneThatNeverAnswersIsNotWaitedForLongerThanTheTimeout() {
        assertThatThrownBy(() -> client.post(MESSAGE, url("127.0.0.1"), SECRET))
                .isInstanceOf(DeliveryFailed.class)
                .hasMessageStartingWith("The endpoint has not answered");
    }

    @Test
    void neitherIsOneWhoseAnswerDripsIn() {
        answering(out -> {
            for (byte letter : "HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII)) {
                out.write(letter);
            }
            // Each byte comes in time, all of them never do.
            while (!server.isClosed()) {
                out.write('x');
                out.flush();
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
                        .join();
            }
        });

        assertThatThrownBy(() -> client.post(MESSAGE, url("127.0.0.1"), SECRET))
                .isInstanceOf(DeliveryFailed.class)
                .hasMessageContaining("300 ms");
    }

    @Test
    void ofAnEndlessAnswerNothingButTheStatusIsRead() {
        answering(out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (!server.isClosed()) {
                out.write(chunk);
            }
        });

        assertThatCode(() -> client.post(MESSAGE, url("127.0.0.1"), SECRET)).doesNotThrowAnyException();
        assertThatThrownBy(() -> answered.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void anAddressThatIsNotAllowedIsNotTriedAgain() {
        assertThatThrownBy(() -> client.post(MESSAGE, url("127.0.0.2"), SECRET))
                .isInstanceOfSatisfying(
                        DeliveryFailed.class,
                        failed -> assertThat(failed.isFinal()).isTrue())
                .hasMessage("The URL leads to an address that may not be connected to");
    }

    @Test
    void aNameThatIsNotKnownIs() {
        assertThatThrownBy(() -> client.post(MESSAGE, URI.create("http://no-such-host.invalid/"), SECRET))
                .isInstanceOfSatisfying(
                        DeliveryFailed.class,
                        failed -> assertThat(failed.isFinal()).isFalse());
    }

    private URI url(String host) {
        return URI.create("http://" + host + ":" + server.getLocalPort() + "/hook");
    }

    private void answering(Answer answer) {
        answered = CompletableFuture.runAsync(
                () -> {
                    try (Socket socket = server.accept();
                            InputStream in = socket.getInputStream()) {
                        if (in.read() >= 0) {
                            answer.write(socket.getOutputStream());
                        }
                    } catch (IOException clientHasGone) {
                        throw new UncheckedIOException(clientHasGone);
                    }
                },
                Thread.ofVirtual()::start);
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private interface Answer {
        void write(OutputStream out) throws IOException;
    }
}
