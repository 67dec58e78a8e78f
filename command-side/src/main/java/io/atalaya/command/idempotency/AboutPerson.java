package io.atalaya.command.idempotency;

import io.atalaya.contract.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Notes that an answer says who somebody is, so that it is not kept for longer than they are. */
public final class AboutPerson {
    private static final String ATTRIBUTE = AboutPerson.class.getName();

    private AboutPerson() {}

    public static void note(HttpServletRequest request, UserId person) {
        request.setAttribute(ATTRIBUTE, person);
    }

    static @Nullable UserId of(HttpServletRequest request) {
        return (UserId) request.getAttribute(ATTRIBUTE);
    }
}
