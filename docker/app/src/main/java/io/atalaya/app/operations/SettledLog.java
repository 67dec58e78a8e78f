package io.atalaya.app.operations;

import io.atalaya.app.operations.LogReading.Part;

/** The domain log up to where nothing can appear any more that was not there, in large parts. */
interface SettledLog {
    int EVENTS_PER_PART = 2_000;

    /**
     * @param position behind which the part begins
     * @param upto the last position that may be in it
     */
    Part after(long position, long upto);
}
