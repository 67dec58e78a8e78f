package io.atalaya.app.database;

import java.util.function.Supplier;

/**
 * For transactions that change nothing but what can be made again from a log, together with the token that says how far
 * it has been made. PostgreSQL answers their commit before it is on disk. Should the machine lose its power then, rows
 * and token are both as they were a moment before, and what follows the log goes on from there.
 */
public final class LazyCommit {
    private static final ScopedValue<Boolean> ASKED = ScopedValue.newInstance();

    private LazyCommit() {}

    /** A transaction that begins inside need not be durable. */
    public static <R> R during(Supplier<R> work) {
        return ScopedValue.where(ASKED, true).call(work::get);
    }

    static boolean isAsked() {
        return ASKED.isBound();
    }
}
