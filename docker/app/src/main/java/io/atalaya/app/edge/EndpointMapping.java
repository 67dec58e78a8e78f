package io.atalaya.app.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the endpoint of a request. Each of more than a hundred is asked whether the request's method is its own, and each
 * such question would otherwise go through all the wrappers that the filters have put around the request.
 */
final class EndpointMapping extends RequestMappingHandlerMapping {
    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(path, new OfKnownMethod(request));
    }

    private static final class OfKnownMethod extends HttpServletRequestWrapper {
        private final String method;

        OfKnownMethod(HttpServletRequest request) {
            super(request);
            this.method = request.getMethod();
        }

        @Override
        public String getMethod() {
            return method;
        }
    }
}
