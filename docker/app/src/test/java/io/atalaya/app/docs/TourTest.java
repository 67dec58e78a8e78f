package io.atalaya.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's tour as it is printed: every bash block, in order, in one shell. */
class TourTest {
    private static final Path README = Path.of("../../README.md");
    private static final Pattern BASH = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    @Test
    void theTourDoesWhatItPrints(@TempDir Path folder) throws Exception {
        try (Node node = Node.start(
                TestPostgres.freshDatabase(),
                Map.of(
                        "atalaya.demo", true,
                        "atalaya.admin.password", "",
                        "atalaya.alerting.escalate-after", "PT4S",
                        // The defaults: a reader's tour must not end in a limit.
                        "atalaya.limits.per-address", "100/PT15M",
                        "atalaya.limits.per-user", "1000/PT1M",
                        "atalaya.limits.per-key", "10000/PT1H",
                        "atalaya.limits.authentication", "5/PT15M"))) {
            String output = run(commands(), "http://localhost:" + node.port(), folder);
            assertThat(output)
                    .contains("{\"status\":\"UP\"}")
                    .containsPattern("\"apiKey\":\"atl_")
                    .contains("{\"accepted\":1,\"duplicates\":0,")
                    .contains("{\"success\":true,")
                    .containsPattern("\"status\":\"ACTIVE\".*\"deviceId\"")
                    .contains("Too warm: temperature -9.5 °C is above -15")
                    .containsPattern("\"escalationLevel\":[1-3]")
                    .containsPattern("\"status\":\"RESOLVED\"")
                    .doesNotContain("\"code\":");
            String trace = output.lines().reduce("", (before, line) -> line);
            assertThat(trace)
                    .contains(
                            "AlertRaised",
                            "AlertEscalated",
                            "TicketOpened",
                            "TicketAssigned",
                            "TicketCompleted",
                            "AlertAutoResolved");
        }
    }

    private static String commands() throws IOException {
        String blocks = BASH.matcher(Files.readString(README))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("echo\n"));
        assertThat(blocks).contains("audit/trace");
        return "set -eu\n" + blocks;
    }

    private static String run(String commands, String server, Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("tour.sh"), commands);
        Path output = folder.resolve("output.txt");
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("ATALAYA", server);
        Process process = bash.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
