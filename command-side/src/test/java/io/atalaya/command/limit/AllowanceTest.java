package io.atalaya.command.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {

    @Test
    void bothFormsOfDurationsAreUnderstood() {
        assertThat(Allowance.of("100/PT15M")).isEqualTo(new Allowance(100, Duration.ofMinutes(15)));
        assertThat(Allowance.of(" 1000 / 1m ")).isEqualTo(new Allowance(1000, Duration.ofMinutes(1)));
        assertThat(Allowance.of("5/PT15M")).hasToString("5/PT15M");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "100",
                "100/",
                "/PT1M",
                "0/PT1M",
                "-1/PT1M",
                "5/PT0S",
                "5/PT0.5S",
                "5/soon",
                "many/PT1M",
                "1/2/3"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Allowance.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
