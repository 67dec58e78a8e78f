package io.atalaya.app.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the endpoint of a request. There are more than two hundred, and each is asked whether it is the one: here only by how
 * its path begins, before anything is made for it to look at, and with the method at hand, which would otherwise be asked for
 * through all the wrappers that the filters have put around the request.
 */
final class EndpointMapping extends RequestMappingHandlerMapping {
    private final Map<RequestMappingInfo, String> beginnings = new ConcurrentHashMap<>();

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(path, new Asked(request, path));
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        boolean other = request instanceof Asked asked
                && !asked.mayBeginWith(beginnings.computeIfAbsent(info, EndpointMapping::beginning));
        return other ? null : super.getMatchingMapping(info, request);
    }

    /** What all its paths have in common before the first variable: nothing, if it has several. */
    private static String beginning(RequestMappingInfo info) {
        if (info.getPatternValues().size() != 1) {
            return "";
        }
        String pattern = info.getPatternValues().iterator().next();
        int end = 0;
        while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }

    private static final class Asked extends HttpServletRequestWrapper {
        private final String path;
        private final boolean encoded;
        private final String method;

        Asked(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
            this.encoded = path.indexOf('%') >= 0;
            this.method = request.getMethod();
        }

        boolean mayBeginWith(String beginning) {
            return encoded || path.startsWith(beginning);
        }

        @Override
        public String getMethod() {
            return method;
        }
    }
}
