package io.atalaya.contract.device;

import io.atalaya.kernel.Rejection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bounds on what owners may keep with a device in free form: readable keys, finite numbers, not too deep, not too many. */
final class FreeForm {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_MEMBERS = 1000;
    private static final int MAX_KEY_LENGTH = 128;

    private FreeForm() {}

    /** @throws Rejection naming the value at fault */
    static void check(String path, @Nullable Object value) {
        check(path, value, 0);
    }

    private static void check(String path, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw invalid(path, "is nested more than " + MAX_DEPTH + " levels deep");
        }
        switch (value) {
            case null -> {}
            case String text when text.indexOf('\0') >= 0 -> throw invalid(path, "contains a NUL character");
            case Double number when !Double.isFinite(number) -> throw invalid(path, "must be a finite number");
            case Map<?, ?> members when members.size() > MAX_MEMBERS -> throw tooMany(path);
            case List<?> elements when elements.size() > MAX_MEMBERS -> throw tooMany(path);
            case Map<?, ?> members ->
                members.forEach((key, member) -> {
                    String name = String.valueOf(key);
                    if (name.isEmpty()
                            || name.length() > MAX_KEY_LENGTH
                            || name.chars().anyMatch(Character::isISOControl)) {
                        throw invalid(path, "has a key that is empty, too long or not printable");
                    }
                    check(path + "." + name, member, depth + 1);
                });
            case List<?> elements -> {
                for (int index = 0; index < elements.size(); index++) {
                    check(path + "[" + index + "]", elements.get(index), depth + 1);
                }
            }
            default -> {}
        }
    }

    private static Rejection tooMany(String path) {
        return invalid(path, "holds more than " + MAX_MEMBERS + " values");
    }

    private static Rejection invalid(String path, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, path, message);
    }
}
