package io.atalaya.query.audit.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Goes on for so long and no longer: who reads slowly enough would keep others waiting for ever. */
final class TimedOutput extends FilterOutputStream {
    private final LongSupplier nanoTime;
    private final long end;

    TimedOutput(OutputStream out, Duration atMost, LongSupplier nanoTime) {
        super(out);
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + atMost.toNanos();
    }

    @Override
    public void write(int value) throws IOException {
        check();
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        check();
        out.write(bytes, from, length);
    }

    private void check() throws TimeIsUp {
        if (nanoTime.getAsLong() - end > 0) {
            throw new TimeIsUp();
        }
    }

    /** The reader did not take all of it in time. */
    static final class TimeIsUp extends IOException {
        TimeIsUp() {
            super("The reader has taken too long");
        }
    }
}
