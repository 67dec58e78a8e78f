package io.atalaya.app.edge;

import io.atalaya.app.security.UserAuthentication;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.command.tenant.OwnMemberships;
import io.atalaya.kernel.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives endpoints the {@link OwnMemberships} of the person that asks. */
@Component
class OwnMembershipsResolver implements HandlerMethodArgumentResolver {
    private final Memberships memberships;

    OwnMembershipsResolver(Memberships memberships) {
        this.memberships = memberships;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(OwnMemberships.class);
    }

    @Override
    public OwnMemberships resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof UserAuthentication user) {
            return new OwnMemberships(user.memberships(memberships, null));
        }
        throw Rejection.of(Rejection.Code.FORBIDDEN, "Only a person can do this");
    }
}
