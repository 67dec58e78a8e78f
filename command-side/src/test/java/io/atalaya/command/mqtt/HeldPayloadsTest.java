package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldPayloadsTest {
    private static final int ALL = 16 * 1024 * 1024;

    private final HeldPayloads held = new HeldPayloads();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void whoFindsNoRoomIsToldWhenThereIsSome() {
        held.add(ALL);
        assertThat(held.isFull()).isTrue();
        held.whenThereIsRoom(told::incrementAndGet);
        assertThat(told).hasValue(0);

        held.release(1);
        held.release(1);

        assertThat(held.isFull()).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void whoComesAfterRoomWasMadeIsToldAtOnce() {
        held.whenThereIsRoom(told::incrementAndGet);

        assertThat(told).hasValue(1);
    }
}
