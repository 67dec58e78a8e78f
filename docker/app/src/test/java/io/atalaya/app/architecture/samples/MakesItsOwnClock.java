package io.atalaya.app.architecture.samples;

import java.time.Clock;

/** Cannot be given another time by a test. */
public final class MakesItsOwnClock {
    final Clock clock = Clock.systemUTC();
}
