package io.atalaya.app.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.ProcessNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is delivered, after everything has been merged into it, does what the classes do: first in a rehearsal, as an
 * image's build has it, then with what Java has learnt from that.
 */
class JarIT {
    private static final Path JAR = Path.of("target/atalaya.jar");

    @Test
    void theRehearsedJarStartsWithItsOwnPostgresAndAnswers(@TempDir Path folder) throws IOException {
        Path cache = folder.resolve("atalaya.aot");
        int exitCode = ProcessNode.rehearse(JAR, cache, folder, 1, List.of(ProcessNode.QUICK_COMPILER));
        assertThat(exitCode)
                .as(Files.readString(folder.resolve("rehearsal.log")))
                .isZero();
        Map<String, String> settings =
                Map.of("atalaya.data-dir", folder.resolve("data").toString());
        try (ProcessNode node = ProcessNode.startRehearsedJar(JAR, cache, folder, settings)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> node.log().contains("Demo log-ins"));
            Api customer = node.api().logIn("customer1@example.com", "customer123");
            assertThat(customer.get("/api/v1/devices").expect(200).json().path("items"))
                    .hasSize(3);
            assertThat(customer.post("/api/v1/sites", Map.of("name", ""))
                            .expect(400)
                            .code())
                    .isEqualTo("invalid_request");
            node.api().get("/v3/api-docs").expect(200);
            node.api().get("/swagger-ui/index.html").expect(200);
            assertThat(node.log()).doesNotContain("ERROR");
        }
    }
}
