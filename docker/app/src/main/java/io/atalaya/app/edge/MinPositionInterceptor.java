package io.atalaya.app.edge;

import io.atalaya.kernel.Rejection;
import io.atalaya.query.consistency.ReadModelProgress;
import io.atalaya.query.consistency.ReadsFrom;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a query with {@code X-Min-Position} wait until its read model has seen that position. */
@Component
class MinPositionInterceptor implements HandlerInterceptor {
    static final String HEADER = "X-Min-Position";

    private final ReadModelProgress progress;

    MinPositionInterceptor(ReadModelProgress progress) {
        this.progress = progress;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String position = request.getHeader(HEADER);
        ReadsFrom projection = position == null ? null : projection(handler);
        if (position != null && projection != null) {
            progress.await(projection.value(), parse(position));
        }
        return true;
    }

    private static @Nullable ReadsFrom projection(Object handler) {
        return handler instanceof HandlerMethod method
                ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ReadsFrom.class)
                : null;
    }

    private static long parse(String position) {
        try {
            long parsed = Long.parseLong(position);
            if (parsed >= 0) {
                return parsed;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid();
        }
        throw invalid();
    }

    private static Rejection invalid() {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, HEADER, "must be a position, such as X-Position gave");
    }
}
