package io.atalaya.app.edge;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Has answers of JSON leave in one piece and say how long they are. Spring sends each off when its body is written; since it
 * is not over then, it goes without a length, and its end follows in a packet of its own. What does not fit into the
 * server's buffer leaves bit by bit as ever, and so does everything that is a stream.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class WholeAnswerFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new WholeAnswer((HttpServletResponse) response));
    }

    private static final class WholeAnswer extends HttpServletResponseWrapper {
        WholeAnswer(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!isJson(getContentType())) {
                super.flushBuffer();
            }
        }

        private static boolean isJson(@Nullable String contentType) {
            return contentType != null
                    && (contentType.startsWith(MediaType.APPLICATION_JSON_VALUE)
                            || contentType.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE));
        }
    }
}
