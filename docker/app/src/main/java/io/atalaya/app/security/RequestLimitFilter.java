package io.atalaya.app.security;

import io.atalaya.command.identity.ProvenUser;
import io.atalaya.command.limit.Balance;
import io.atalaya.contract.identity.UserId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses a request whose sender has asked for too much. Runs behind authentication, so that a valid credential is never
 * locked out by others at its address; invalid ones are counted by {@link SecurityConfiguration#unauthenticated}. What
 * everybody may read is not counted at all, and so health always answers.
 */
final class RequestLimitFilter extends OncePerRequestFilter {
    private final RequestLimits limits;
    private final HandlerExceptionResolver problems;

    RequestLimitFilter(RequestLimits limits, HandlerExceptionResolver problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OpenPaths.isRead(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Balance balance = take(request);
        RequestLimits.tell(balance, response);
        if (!balance.granted()) {
            problems.resolveException(request, response, null, balance.refusal());
            return;
        }
        chain.doFilter(request, response);
        UserId proven = ProvenUser.of(request);
        if (proven != null) {
            limits.moveToUser(request, proven.toString());
        }
    }

    /** Getting a credential counts by address even with another one: else a key or user of one's own would be a way around. */
    private Balance take(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || OpenPaths.isPost(request)) {
            return limits.ofAddress(request);
        }
        return switch (authentication) {
            case ApiKeyAuthentication apiKey -> limits.ofKey(apiKey.key());
            case UserAuthentication user -> limits.ofUser(user.getName());
            default -> limits.ofAddress(request);
        };
    }
}
