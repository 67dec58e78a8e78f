package io.atalaya.app.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows one of the logs.
 *
 * @param log {@code domain} or {@code telemetry}
 * @param head position of the last event in that log
 * @param behind how many positions the slowest segment has not reached by its stored token, which may be 1.5 s old
 * @param rebuildable whether its read model can be built anew beside the live one
 * @param deadLetters how many events it has put aside
 * @param rebuild the last one, if any
 */
public record ProcessorView(
        String name,
        String log,
        long head,
        long behind,
        List<SegmentView> segments,
        boolean rebuildable,
        long deadLetters,
        @Nullable RebuildView rebuild) {

    /**
     * @param position up to which everything has been handled
     * @param owner the node that runs it; absent if none does
     * @param failure why it does not go on at present, if this node runs it
     */
    public record SegmentView(
            int segment,
            long position,
            @Nullable String owner,
            @Nullable String failure) {}
}
