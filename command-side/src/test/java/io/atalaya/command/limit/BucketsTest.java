package io.atalaya.command.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.atalaya.kernel.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Allowance FIVE = Allowance.of("5/PT15M");

    private final Clock clock = mock();
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final Buckets<String> buckets = new Buckets<>("test", FIVE, Duration.ofHours(1), clock, 1000);

    @BeforeEach
    void tick() {
        when(clock.instant()).thenAnswer(call -> now);
    }

    @Test
    void theAllowanceIsThereAtOnceAndComesBackBitByBit() {
        assertThat(buckets.take("a").field()).isEqualTo("\"test\";r=4;t=180");
        now = now.plusSeconds(60);
        assertThat(buckets.take("a").field()).isEqualTo("\"test\";r=3;t=120");
        use("a", 3);

        Balance refused = buckets.take("a");

        assertThat(refused.granted()).isFalse();
        assertThat(refused.field()).isEqualTo("\"test\";r=0;t=120");
        assertThat(refused.policy().field()).isEqualTo("\"test\";q=5;w=900");
        assertThat(refused.refusal().retryAfter()).isEqualTo(Duration.ofSeconds(120));
        assertThat(refused.refusal().code()).isEqualTo(Rejection.Code.RATE_LIMITED);
        now = now.plusSeconds(119);
        assertThat(buckets.take("a").granted()).isFalse();
        now = now.plusSeconds(1);
        assertThat(buckets.take("a").granted()).isTrue();
        assertThat(buckets.take("a").granted()).isFalse();
    }

    @Test
    void nobodyPaysForAnother() {
        use("a", 5);

        assertThat(buckets.take("a").granted()).isFalse();
        assertThat(buckets.take("b").remaining()).isEqualTo(4);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgainButNotMoreThanThereWas() {
        use("a", 5);
        buckets.giveBack("a");
        assertThat(buckets.take("a").granted()).isTrue();

        IntStream.range(0, 9).forEach(time -> buckets.giveBack("a"));
        assertThat(buckets.take("a").remaining()).isEqualTo(4);
    }

    @Test
    void anAllowanceOfItsOwnHoldsForOneKey() {
        Allowance own = Allowance.of("2/PT1H");
        assertThat(buckets.take("a", own).policy().field()).isEqualTo("\"test\";q=2;w=3600");
        assertThat(buckets.take("a", own).granted()).isTrue();
        assertThat(buckets.take("a", own).field()).isEqualTo("\"test\";r=0;t=1800");
        assertThat(buckets.take("b").remaining()).isEqualTo(4);
    }

    @Test
    void manyAtOnceGetNoMoreThanThereIs() {
        AtomicInteger granted = new AtomicInteger();

        IntStream.range(0, 1000).parallel().forEach(time -> {
            if (buckets.take("a").granted()) {
                granted.incrementAndGet();
            }
        });

        assertThat(granted).hasValue(5);
    }

    private void use(String key, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(buckets.take(key).granted()).isTrue();
        }
    }
}
