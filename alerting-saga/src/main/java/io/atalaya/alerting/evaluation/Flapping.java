package io.atalaya.alerting.evaluation;

/** Whether a condition comes and goes: of its last evaluations, kept as bits, so many differ from the one before. */
final class Flapping {
    static final int WINDOW = 20;
    static final int CHANGES = 4;

    private static final int ALL = (1 << WINDOW) - 1;
    /** The oldest has none before it to differ from. */
    private static final int COMPARED = ALL >> 1;

    private Flapping() {}

    static int remember(int history, boolean breached) {
        return (history << 1 | (breached ? 1 : 0)) & ALL;
    }

    static boolean in(int history) {
        return Integer.bitCount((history ^ history >> 1) & COMPARED) >= CHANGES;
    }
}
