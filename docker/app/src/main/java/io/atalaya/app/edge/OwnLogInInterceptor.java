package io.atalaya.app.edge;

import io.atalaya.command.identity.OidcSettings;
import io.atalaya.command.identity.web.OwnLogIn;
import io.atalaya.kernel.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Closes our own log-in where people log in at an external issuer. */
@Component
class OwnLogInInterceptor implements HandlerInterceptor {
    private final OidcSettings oidc;

    OwnLogInInterceptor(OidcSettings oidc) {
        this.oidc = oidc;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (oidc.isExternal() && handler instanceof HandlerMethod method && isOwnLogIn(method)) {
            throw Rejection.of(
                    Rejection.Code.LOGIN_IS_EXTERNAL, "People log in at " + oidc.issuerUri() + " and not here");
        }
        return true;
    }

    private static boolean isOwnLogIn(HandlerMethod method) {
        return method.hasMethodAnnotation(OwnLogIn.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), OwnLogIn.class);
    }
}
