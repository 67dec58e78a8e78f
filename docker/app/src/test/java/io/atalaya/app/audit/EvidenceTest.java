package io.atalaya.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.evidence.VerifyExport;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.history.HistoryKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An exported history can be checked by anybody, without Atalaya. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTest {
    private final World world = World.on(Node.shared());
    private final Api auditor = world.member(Role.AUDITOR);

    private Path folder;

    private Path key;
    private byte[] pack;

    @SuppressWarnings("NullAway.Init")
    EvidenceTest() {}

    @BeforeAll
    void anExport(@TempDir Path temporary) throws IOException {
        folder = temporary;
        long position = 0;
        for (int number = 0; number < 120; number++) {
            position = world.owner()
                    .send("PUT", "/api/v1/tenants/" + world.tenantId(), Map.of("name", "Name " + number))
                    .expect(200)
                    .position();
        }
        pack = auditor.with("X-Min-Position", Long.toString(position))
                .download("/api/v1/audit/export")
                .body();
        key = Files.writeString(
                folder.resolve("key.pem"),
                Node.shared().api().get("/api/v1/audit/key").expect(200).text("pem"));
    }

    @Test
    void itIsValidByItselfAndByAKeyFromElsewhere() throws IOException {
        assertThat(check(pack)).startsWith("0").contains(world.tenantId(), "VALID", "compare it with one");
        assertThat(check(pack, "--public-key", key.toString())).startsWith("0").contains("VALID");
        assertThat(text(pack, "events.ndjson")).contains("Name 0").contains("Name 119");
        assertThat(text(pack, "checkpoints.ndjson").lines()).hasSize(2);
    }

    @Test
    void checkpointsCanBeKeptByWhoeverWantsToCompareLater() throws IOException {
        JsonNode newest =
                auditor.get("/api/v1/audit/checkpoints?limit=1").expect(200).json();
        JsonNode before = auditor.get("/api/v1/audit/checkpoints?limit=1000&cursor="
                        + newest.path("nextCursor").asString())
                .expect(200)
                .json()
                .path("items");
        assertThat(before.path(0).path("number").asInt() + 1)
                .isEqualTo(newest.at("/items/0/number").asInt());
        JsonNode first = before.path(before.size() - 1);
        assertThat(first.path("number").asInt()).isEqualTo(1);
        assertThat(first.path("sequence").asInt()).isEqualTo(100);
        assertThat(text(pack, "checkpoints.ndjson"))
                .contains(first.path("signature").asString());
    }

    @Test
    void aPartOfAHistoryIsEvidenceToo() throws IOException {
        List<Long> positions = text(pack, "events.ndjson")
                .lines()
                .map(line -> Long.valueOf(line.replaceAll(".*\"position\":(\\d+).*", "$1")))
                .toList();
        byte[] part = auditor.download(
                        "/api/v1/audit/export?fromPosition=" + positions.get(3) + "&toPosition=" + positions.get(110))
                .body();
        assertThat(check(part, "--public-key", key.toString())).startsWith("0").contains("Events       108");
    }

    @Test
    void whateverIsChangedInItIsFound() throws IOException {
        Map<String, UnaryOperator<String>> deeds = new LinkedHashMap<>();
        deeds.put("events.ndjson", text -> text.replace("Name 77", "Name 78"));
        deeds.put("checkpoints.ndjson", text -> text.replaceFirst("\"number\":1", "\"number\":2"));
        deeds.put("manifest.json", text -> text.replaceFirst("\"events\" : \\d+", "\"events\" : 1"));
        deeds.put("manifest.sig", text -> text.replace('a', 'b'));
        deeds.put("README.txt", text -> text + "And more.");
        deeds.put("public-key.pem", text -> HistoryKey.generate().publicKey().pem());
        for (Map.Entry<String, UnaryOperator<String>> deed : deeds.entrySet()) {
            byte[] changed = changed(deed.getKey(), deed.getValue());
            assertThat(check(changed)).as(deed.getKey()).startsWith("1").contains("FAULT", "NOT VALID");
        }
        String firstLineGone = check(changed("events.ndjson", text -> text.substring(text.indexOf('\n') + 1)));
        assertThat(firstLineGone).startsWith("1").contains("First bad position");
        String lastLineGone = check(changed(
                "events.ndjson", text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)));
        assertThat(lastLineGone).startsWith("1").contains("does not end as the manifest says");
        String swapped = check(changed("events.ndjson", text -> {
            List<String> lines = text.lines().toList();
            return text.replace(lines.get(4) + "\n" + lines.get(5), lines.get(5) + "\n" + lines.get(4));
        }));
        assertThat(swapped).startsWith("1").contains("First bad position");
        assertThat(check(changed("events.ndjson", text -> "nonsense"))).startsWith("1");
    }

    @Test
    void aPackOfSomebodyElsesMakingIsRefusedByTheKey() throws IOException {
        Path other = Files.writeString(
                folder.resolve("other.pem"), HistoryKey.generate().publicKey().pem());
        assertThat(check(pack, "--public-key", other.toString()))
                .startsWith("1")
                .contains("signed with another key");
    }

    @Test
    void whatIsNoPackIsSaidToBeNone() throws IOException {
        assertThat(check("no zip".getBytes(StandardCharsets.UTF_8))).startsWith("2");
        assertThat(run(List.of())).startsWith("2").contains("Usage");
        assertThat(run(List.of("x", "--private-key", "y"))).startsWith("2").contains("Usage");
    }

    @Test
    void thatSomebodyTookAHistoryAwayIsPartOfIt() {
        JsonNode exports = await().until(
                        () -> auditor.get("/api/v1/audit/events?type=HistoryExported")
                                .json()
                                .path("items"),
                        items -> !items.isEmpty());
        JsonNode first = exports.path(exports.size() - 1);
        assertThat(first.at("/payload/firstSequence").asLong()).isEqualTo(1);
        assertThat(first.at("/actor/type").asString()).isEqualTo("USER");
        assertThat(auditor.get("/api/v1/audit/verify")
                        .expect(200)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void onlyWhoMayReadTheAuditMayExportAndOnlyWhatThereIs() {
        world.member(Role.ENGINEER).get("/api/v1/audit/export").expect(403);
        assertThat(auditor.get("/api/v1/audit/export?to=1971-01-01T00:00:00Z")
                        .expect(404)
                        .code())
                .isEqualTo("not_found");
        assertThat(auditor.get("/api/v1/audit/export?fromPosition=2&toPosition=1")
                        .expect(400)
                        .code())
                .isEqualTo("invalid_request");
    }

    private String check(byte[] bytes, String... options) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "pack", ".zip"), bytes);
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(options));
        return run(arguments);
    }

    /** The exit code, and what was printed. */
    private static String run(List<String> arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code = VerifyExport.run(arguments, new PrintStream(printed, true, StandardCharsets.UTF_8));
        return code + "\n" + printed.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> files(byte[] pack) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String text(byte[] pack, String name) throws IOException {
        return Objects.requireNonNull(files(pack).get(name), name);
    }

    private byte[] changed(String name, UnaryOperator<String> change) throws IOException {
        Map<String, String> files = files(pack);
        String before = text(pack, name);
        files.put(name, change.apply(before));
        assertThat(files.get(name)).isNotEqualTo(before);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
