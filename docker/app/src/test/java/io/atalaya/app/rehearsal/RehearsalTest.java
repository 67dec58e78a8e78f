package io.atalaya.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.AtalayaApplication;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;

/** What it refuses; that it rehearses, the test of the jar shows. */
class RehearsalTest {
    private final SpringApplication application = new SpringApplication(AtalayaApplication.class);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "-1", "10000", "1 2", ""})
    void aTimeThatMakesNoSenseIsRefused(String time) {
        assertThat(run(List.of(time.split(" ")))).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spring.datasource.url", "spring.flyway.url", "spring.mail.host", "atalaya.mqtt.external.url"})
    void nobodyElsesServersAreRehearsedOn(String property) {
        application.setDefaultProperties(Map.of(property, "production.example.com"));

        assertThat(run(List.of("1"))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Rehearse without " + property);
    }

    private int run(List<String> arguments) {
        return Rehearsal.run(application, arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }
}
