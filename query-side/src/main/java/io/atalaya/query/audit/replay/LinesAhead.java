package io.atalaya.query.audit.replay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Lines of which the next part is read while the one before is being written. Two parts are in memory, never more. */
final class LinesAhead implements AutoCloseable {
    private final Source source;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    private Lines shown = new Lines();
    private Lines filling = new Lines();
    private CompletableFuture<Boolean> filled;
    private boolean over;

    LinesAhead(Source source) {
        this.source = source;
        this.filled = fill(filling);
    }

    /** Where the lines come from; asked by one thread at a time. */
    interface Source {
        /**
         * @param empty to be filled with the next part
         * @return false at the end
         */
        boolean fill(Lines empty);
    }

    /** @return with a line to write; {@code null} at the end */
    @Nullable
    Lines next() {
        if (shown.left() == 0 && !over) {
            over = !isFilled();
            if (!over) {
                Lines written = shown;
                shown = filling;
                filling = written;
                filled = fill(written);
            }
        }
        return shown.left() == 0 ? null : shown;
    }

    private CompletableFuture<Boolean> fill(Lines written) {
        written.clear();
        return CompletableFuture.supplyAsync(() -> source.fill(written), reader);
    }

    private boolean isFilled() {
        try {
            return filled.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** Waits for whoever still reads. */
    @Override
    public void close() {
        reader.close();
    }
}
