package io.atalaya.query.audit.web;

import io.atalaya.query.audit.AuditSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Sends a history while it is read. Nothing can be said to a reader who has part of it, but that it is not complete. */
@Component
class HistoryResponse {
    private static final Logger log = LoggerFactory.getLogger(HistoryResponse.class);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Duration atMost;
    private final LongSupplier nanoTime;

    @Autowired
    HistoryResponse(AuditSettings settings) {
        this(settings.maxStreamTime(), System::nanoTime);
    }

    HistoryResponse(Duration atMost, LongSupplier nanoTime) {
        this.atMost = atMost;
        this.nanoTime = nanoTime;
    }

    /** @throws BrokenOff if it failed, or took too long, when part of it was sent already */
    void send(HttpServletResponse response, String type, Content content) {
        try {
            response.setContentType(type);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            OutputStream out = new BufferedOutputStream(
                    new TimedOutput(response.getOutputStream(), atMost, nanoTime), BUFFER_BYTES);
            content.write(out);
            out.flush();
        } catch (TimedOutput.TimeIsUp slow) {
            throw new BrokenOff(slow);
        } catch (IOException gone) {
            log.debug("The reader of a history has gone", gone);
        } catch (RuntimeException failure) {
            if (response.isCommitted()) {
                throw new BrokenOff(failure);
            }
            response.resetBuffer();
            throw failure;
        }
    }

    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** A history that was not sent to its end. The server cuts the connection when it sees this. */
    static final class BrokenOff extends RuntimeException {
        BrokenOff(Throwable cause) {
            super("A history was not sent to its end", cause);
        }
    }
}
