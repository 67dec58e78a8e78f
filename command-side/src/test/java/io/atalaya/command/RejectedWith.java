package io.atalaya.command;

import io.atalaya.kernel.Rejection;
import java.util.Objects;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.jspecify.annotations.Nullable;

/** Expects a refusal with this code and, where the request has a field at fault, that field. */
public final class RejectedWith extends TypeSafeMatcher<Rejection> {
    private final Rejection.Code code;
    private final @Nullable String field;

    private RejectedWith(Rejection.Code code, @Nullable String field) {
        this.code = code;
        this.field = field;
    }

    public static RejectedWith code(Rejection.Code code) {
        return new RejectedWith(code, null);
    }

    public static RejectedWith codeAndField(Rejection.Code code, String field) {
        return new RejectedWith(code, field);
    }

    @Override
    protected boolean matchesSafely(Rejection rejection) {
        return rejection.code() == code && Objects.equals(rejection.field(), field);
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a rejection " + code + (field == null ? "" : " of " + field));
    }
}
