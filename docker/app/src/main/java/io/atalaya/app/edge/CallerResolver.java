package io.atalaya.app.edge;

import io.atalaya.app.security.ApiKeyAuthentication;
import io.atalaya.app.security.UserAuthentication;
import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.TenantInPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Finds out on behalf of which tenant a request acts, and in which role: the tenant always comes from the credential;
 * a user of several names one of them.
 */
@Component
class CallerResolver implements HandlerMethodArgumentResolver {
    static final String TENANT_HEADER = "X-Tenant-Id";

    private final Memberships memberships;

    CallerResolver(Memberships memberships) {
        this.memberships = memberships;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Caller.class);
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (request == null || authentication == null) {
            throw Rejection.of(Rejection.Code.AUTHENTICATION_REQUIRED, "Log in first");
        }
        String ip = request.getRemoteAddr();
        TenantId named = named(request.getHeader(TENANT_HEADER));
        if (parameter.hasParameterAnnotation(TenantInPath.class)) {
            named = inPath(request, named);
        }
        return switch (authentication) {
            case ApiKeyAuthentication apiKey -> ofKey(apiKey.key(), named, ip);
            case UserAuthentication user ->
                ofUser(user, named, parameter.hasParameterAnnotation(PlatformScope.class), ip);
            default -> throw Rejection.of(Rejection.Code.AUTHENTICATION_REQUIRED, "Log in first");
        };
    }

    private static Caller ofKey(AuthenticatedKey key, @Nullable TenantId named, String ip) {
        if (named != null && !named.equals(key.tenantId())) {
            throw Rejection.notFound("Tenant");
        }
        return key.caller(ip);
    }

    private Caller ofUser(UserAuthentication user, @Nullable TenantId named, boolean platformScope, String ip) {
        List<Membership> all = user.memberships(memberships, named);
        boolean admin = all.stream().anyMatch(membership -> membership.role() == Role.ADMIN);
        Actor actor = new Actor(Actor.Type.USER, user.userId().toString());
        if (platformScope) {
            Role role = admin
                    ? Role.ADMIN
                    : all.stream().map(Membership::role).findFirst().orElse(Role.VIEWER);
            return new Caller(Platform.TENANT, actor, role, null, ip);
        }
        Membership membership = named == null ? sole(all) : of(named, all, admin);
        return new Caller(membership.tenantId(), actor, membership.role(), membership.siteIds(), null, null, ip);
    }

    private Membership of(TenantId named, List<Membership> all, boolean admin) {
        Optional<Membership> own = all.stream()
                .filter(membership -> membership.tenantId().equals(named))
                .findFirst();
        if (admin && memberships.tenantExists(named)) {
            return new Membership(named, Role.ADMIN, java.util.Set.of());
        }
        return own.orElseThrow(() -> Rejection.notFound("Tenant"));
    }

    private static Membership sole(List<Membership> all) {
        List<Membership> tenants = all.stream()
                .filter(membership -> !membership.tenantId().equals(Platform.TENANT))
                .toList();
        if (tenants.size() != 1) {
            throw Rejection.ofField(
                    Rejection.Code.TENANT_REQUIRED, TENANT_HEADER, "must name the tenant that you act for");
        }
        return tenants.getFirst();
    }

    /** The header may say the same again, but nothing else. */
    private static TenantId inPath(HttpServletRequest request, @Nullable TenantId named) {
        try {
            Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
            TenantId inPath = TenantId.of(String.valueOf(variables.get("tenantId")));
            if (named == null || named.equals(inPath)) {
                return inPath;
            }
        } catch (IllegalArgumentException malformed) {
            throw Rejection.of(Rejection.Code.NOT_FOUND, "Tenant not found", malformed);
        }
        throw Rejection.notFound("Tenant");
    }

    private static @Nullable TenantId named(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return TenantId.of(header);
        } catch (IllegalArgumentException malformed) {
            throw Rejection.ofField(Rejection.Code.TENANT_INVALID, TENANT_HEADER, "is not a tenant's id");
        }
    }
}
