package io.atalaya.app.edge;

import io.atalaya.kernel.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** No text that is stored holds a NUL character, and PostgreSQL takes none to compare with either. */
@Component
class NulInterceptor implements HandlerInterceptor {
    private static final String NUL = "%00";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && query.contains(NUL)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, field(query), "contains a NUL character");
        }
        return true;
    }

    /** The name of the parameter that it is in. */
    private static String field(String query) {
        String before = query.substring(0, query.indexOf(NUL));
        String parameter = before.substring(before.lastIndexOf('&') + 1);
        int end = parameter.indexOf('=');
        return end < 0 ? "query" : parameter.substring(0, end);
    }
}
