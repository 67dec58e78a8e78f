package io.atalaya.command.identity;

import org.springframework.context.support.GenericApplicationContext;

/**
 * Hashes that cost next to nothing, for tests: at the usual cost, logging in would take a good part of their time. What a
 * hash costs is tested by itself, and nodes that are processes of their own pay it.
 */
public final class CheapPasswords {
    private static final int MEMORY_KIB = 64;

    private CheapPasswords() {}

    static Passwords passwords() {
        return new Passwords(MEMORY_KIB, 1);
    }

    /** To be called before the application starts. */
    public static void in(GenericApplicationContext context) {
        context.registerBean(
                "cheapPasswords",
                Passwords.class,
                CheapPasswords::passwords,
                definition -> definition.setPrimary(true));
    }
}
