package io.atalaya.query.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** A history that is sent keeps its place for no longer than it may. */
class HistoryResponseTest {
    private static final byte[] PART = new byte[100_000];

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final HistoryResponse responses = new HistoryResponse(Duration.ofMinutes(30), nanoTime::get);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whoReadsInTimeGetsAllOfIt() {
        responses.send(response, "application/x-ndjson", out -> {
            out.write(PART);
            nanoTime.addAndGet(Duration.ofMinutes(30).toNanos());
            out.write(PART);
        });

        assertThat(response.getContentAsByteArray()).hasSize(2 * PART.length);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whoReadsForTooLongIsCutOff() {
        assertThatThrownBy(() -> responses.send(response, "application/x-ndjson", out -> {
                    out.write(PART);
                    nanoTime.addAndGet(Duration.ofMinutes(30).toNanos() + 1);
                    out.write(PART);
                }))
                .isInstanceOf(HistoryResponse.BrokenOff.class)
                .hasRootCauseInstanceOf(TimedOutput.TimeIsUp.class);
        assertThat(response.getContentAsByteArray()).hasSize(PART.length);
    }

    @Test
    void aReaderWhoHasGoneIsNoFailure() {
        assertThatCode(() -> responses.send(response, "application/zip", out -> {
                    throw new IOException("Broken pipe");
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void aFailureBeforeAnythingIsSentIsStillAnswered() {
        IllegalStateException failure = new IllegalStateException("The log cannot be read");

        assertThatThrownBy(() -> responses.send(response, "application/zip", out -> {
                    out.write(1);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(response.isCommitted()).isFalse();
    }
}
