package io.atalaya.command.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what all connections together may hold of payloads that wait for their commit, so that a database that stands
 * still does not fill the heap. Whoever finds no room stops reading and is told when there is some.
 */
final class HeldPayloads {
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    void add(int size) {
        bytes.addAndGet(size);
    }

    boolean isFull() {
        return bytes.get() >= MAX_BYTES;
    }

    /** @param reader called once, on any thread, when there is room; at once if there is some by now */
    void whenThereIsRoom(Runnable reader) {
        waiting.add(reader);
        wake();
    }

    void release(int size) {
        bytes.addAndGet(-size);
        wake();
    }

    private void wake() {
        if (!waiting.isEmpty() && !isFull()) {
            for (Runnable reader = waiting.poll(); reader != null; reader = waiting.poll()) {
                reader.run();
            }
        }
    }
}
