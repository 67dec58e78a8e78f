package io.atalaya.app.edge;

import io.atalaya.app.AtalayaProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are too large when they are read: at once if the client says how long they are, else when they turn
 * out to be. Not before, so that the refusal carries the headers that every answer does.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {
    private static final Pattern ATTACHMENTS = Pattern.compile("/api/v1/tickets/[^/]+/attachments");
    /** Boundaries and headers around a file. */
    private static final int ENVELOPE_BYTES = 65_536;

    private final int maxBytes;
    private final int maxAttachmentBytes;

    BodyLimitFilter(AtalayaProperties properties) {
        this.maxBytes = properties.maxRequestBytes();
        this.maxAttachmentBytes = properties.attachments().maxBytes() + ENVELOPE_BYTES;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new LimitedRequest(request, limit(request)), response);
    }

    /** The one endpoint that takes files reads them bit by bit. */
    private int limit(HttpServletRequest request) {
        boolean attachment = request.getMethod().equals("POST")
                && ATTACHMENTS.matcher(request.getRequestURI()).matches();
        return attachment ? maxAttachmentBytes : maxBytes;
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {
        private final int maxBytes;

        LimitedRequest(HttpServletRequest request, int maxBytes) {
            super(request);
            this.maxBytes = maxBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (getContentLengthLong() > maxBytes) {
                throw new BodyTooLarge(maxBytes);
            }
            return new LimitedStream(super.getInputStream(), maxBytes);
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream stream;
        private final int maxBytes;
        private long read;

        LimitedStream(ServletInputStream stream, int maxBytes) {
            this.stream = stream;
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int next = stream.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = stream.read(target, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > maxBytes) {
                throw new BodyTooLarge(maxBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
