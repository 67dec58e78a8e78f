package io.atalaya.app.edge;

import io.atalaya.app.security.UserAuthentication;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.ServedTenants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Finds out which tenants a person serves. An API key, and whoever names a tenant, serves that one. */
@Component
class ServedTenantsResolver implements HandlerMethodArgumentResolver {
    private final CallerResolver callers;
    private final Memberships memberships;

    ServedTenantsResolver(CallerResolver callers, Memberships memberships) {
        this.callers = callers;
        this.memberships = memberships;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(ServedTenants.class);
    }

    @Override
    public ServedTenants resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request != null
                && request.getHeader(CallerResolver.TENANT_HEADER) == null
                && SecurityContextHolder.getContext().getAuthentication() instanceof UserAuthentication user) {
            return new ServedTenants(user.memberships(memberships, null).stream()
                    .filter(membership -> !membership.tenantId().equals(Platform.TENANT))
                    .map(membership -> caller(user, membership, request.getRemoteAddr()))
                    .toList());
        }
        return new ServedTenants(List.of(callers.resolveArgument(parameter, container, webRequest, binders)));
    }

    private static Caller caller(UserAuthentication user, Membership membership, String ip) {
        Actor actor = new Actor(Actor.Type.USER, user.userId().toString());
        return new Caller(membership.tenantId(), actor, membership.role(), membership.siteIds(), null, null, ip);
    }
}
