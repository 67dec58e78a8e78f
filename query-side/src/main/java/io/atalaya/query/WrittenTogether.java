package io.atalaya.query;

/**
 * For whoever has projections handle many events that count together or not at all: their rows are written when the
 * transaction ends, each once, and not with each event. An error then does not tell which event it belongs to; whoever
 * wants to know has them handled once more, one by one. Nor is it looked whether a row that is to be created is there
 * already, because its event has been handled before: this too fails.
 */
public final class WrittenTogether {
    private static final ScopedValue<RowsAhead> BATCH = ScopedValue.newInstance();

    private WrittenTogether() {}

    public static <R, X extends Throwable> R during(RowsAhead batch, ScopedValue.CallableOp<R, X> work) throws X {
        return ScopedValue.where(BATCH, batch).call(work);
    }

    public static boolean isAsked() {
        return BATCH.isBound();
    }

    /** To be called with the first row of a kind that the batch needs, and harmless with the others. */
    static void readAllLike(ReadModel row) {
        BATCH.get().readAllLike(row);
    }
}
