package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells the edge whose request it was when the credential was in the body, as a refresh token is. */
public final class ProvenUser {
    private static final String ATTRIBUTE = ProvenUser.class.getName();

    private ProvenUser() {}

    public static void note(HttpServletRequest request, UserId userId) {
        request.setAttribute(ATTRIBUTE, userId);
    }

    /** @return {@code null} if nobody has proven anything by the body */
    public static @Nullable UserId of(HttpServletRequest request) {
        return (UserId) request.getAttribute(ATTRIBUTE);
    }
}
