package io.atalaya.app.edge;

import io.atalaya.app.security.SecurityHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Around all filters but those that only look at what is answered: what goes wrong in one of them is answered as what
 * goes wrong in an endpoint is. Left to the server, it would become a request for its error page, which needs a credential
 * like any other.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class FailureFilter extends OncePerRequestFilter {
    private final HandlerExceptionResolver problems;

    FailureFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | BodyTooLarge failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            // Of an answer that was written but has not left.
            response.resetBuffer();
            response.setContentLengthLong(-1);
            SecurityHeaders.write(request, response);
            problems.resolveException(request, response, null, failure);
        }
    }
}
