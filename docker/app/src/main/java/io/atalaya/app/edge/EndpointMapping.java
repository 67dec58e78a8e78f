package io.atalaya.app.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the endpoint of a request. There are more than two hundred, and each is asked whether it is the one: here only by its
 * method and by how its path begins, before anything is made for it to look at, and with the method at hand, which would
 * otherwise be asked for through all the wrappers that the filters have put around the request.
 */
final class EndpointMapping extends RequestMappingHandlerMapping {
    private static final Set<String> OF_THEIR_OWN = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Map<RequestMappingInfo, Signs> signs = new ConcurrentHashMap<>();

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(path, new Asked(request, path));
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        return request instanceof Asked asked && !asked.mayMean(signs(info))
                ? null
                : super.getMatchingMapping(info, request);
    }

    private Signs signs(RequestMappingInfo info) {
        Signs known = signs.get(info);
        return known == null ? signs.computeIfAbsent(info, Signs::of) : known;
    }

    /**
     * What tells an endpoint from most others.
     *
     * @param beginning what its path has before the first variable; nothing, if it has several paths
     * @param methods those that it is for; none means any
     */
    private record Signs(String beginning, Set<String> methods) {
        static Signs of(RequestMappingInfo info) {
            Set<String> methods = info.getMethodsCondition().getMethods().stream()
                    .map(RequestMethod::name)
                    .collect(Collectors.toUnmodifiableSet());
            return new Signs(beginning(info), methods);
        }

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
    }

    private static final class Asked extends HttpServletRequestWrapper {
        private final String path;
        private final boolean encoded;
        private final String method;
        private final boolean anyMethod;

        Asked(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
            this.encoded = path.indexOf('%') >= 0;
            this.method = request.getMethod();
            // A HEAD is answered where a GET is, and OPTIONS everywhere.
            this.anyMethod = !OF_THEIR_OWN.contains(method);
        }

        boolean mayMean(Signs endpoint) {
            return (encoded || path.startsWith(endpoint.beginning()))
                    && (anyMethod
                            || endpoint.methods().isEmpty()
                            || endpoint.methods().contains(method));
        }

        @Override
        public String getMethod() {
            return method;
        }
    }
}
