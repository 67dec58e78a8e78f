package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.command.ticket.AttachmentStore;
import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Photos and documents of tickets, over HTTP. */
class AttachmentsTest {
    private static final int MEBIBYTE = 1_048_576;
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    private final World world = World.on(Node.shared());
    private final World.Member technician = world.memberWithId(Role.TECHNICIAN);
    private final String site = world.site("Kitchen");
    private final String ticket = openOn(world, site);
    private final String path = "/api/v1/tickets/" + ticket + "/attachments";

    @Test
    void aPhotoIsKeptAsItCameAndListedAndRecorded() {
        byte[] photo = photo(600_000);
        Api.Answer added = technician.api().upload(path, "Door seal.PNG", photo).expect(201);
        String sha256 = HexFormat.of().formatHex(Sha256.of(photo));
        assertThat(added.text("mediaType")).as("not what was declared").isEqualTo("image/png");
        assertThat(added.text("name")).isEqualTo("Door seal.PNG");
        assertThat(added.json().path("size").asLong()).isEqualTo(photo.length);
        assertThat(added.text("sha256")).isEqualTo(sha256);

        Api reader = world.owner().with("X-Min-Position", added.header("X-Position"));
        JsonNode listed = reader.get(path).expect(200).json().path("items").path(0);
        assertThat(listed.path("id").asString()).isEqualTo(added.text("id"));
        assertThat(listed.path("addedBy").asString()).isEqualTo(technician.id());
        assertThat(reader.get("/api/v1/tickets/" + ticket)
                        .json()
                        .path("attachments")
                        .asInt())
                .isEqualTo(1);

        HttpResponse<byte[]> bytes = world.owner().download(added.header("Location"));
        assertThat(bytes.statusCode()).isEqualTo(200);
        assertThat(bytes.body()).isEqualTo(photo);
        assertThat(header(bytes, "Content-Type")).isEqualTo("image/png");
        assertThat(header(bytes, "Content-Disposition"))
                .startsWith("attachment;")
                .contains("Door%20seal.PNG");
        assertThat(header(bytes, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(bytes, "ETag")).isEqualTo('"' + sha256 + '"');

        String digest = await().until(
                        () -> reader.get("/api/v1/tickets/" + ticket + "/history")
                                .json()
                                .at("/items/0/details/sha256")
                                .asString(),
                        text -> !text.isEmpty());
        assertThat(digest).isEqualTo(sha256);
    }

    @Test
    void aRangeIsAnsweredAloneAndWhatIsKnownNotAtAll() {
        byte[] photo = photo(600_000);
        Api.Answer added = technician.api().upload(path, "p.png", photo).expect(201);
        Api reader = awaited(added);
        HttpResponse<byte[]> part = reader.with("Range", "bytes=262140-262150").download(added.header("Location"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).as("over the end of a chunk").isEqualTo(Arrays.copyOfRange(photo, 262_140, 262_151));
        HttpResponse<byte[]> end = reader.with("Range", "bytes=-5").download(added.header("Location"));
        assertThat(end.body()).isEqualTo(Arrays.copyOfRange(photo, photo.length - 5, photo.length));
        HttpResponse<byte[]> known =
                reader.with("If-None-Match", '"' + added.text("sha256") + '"').download(added.header("Location"));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @Test
    void twentyMebibytesAreTakenAndNotAByteMore() {
        byte[] largest = photo(20 * MEBIBYTE);
        Api.Answer added = technician.api().upload(path, "large.png", largest).expect(201);
        assertThat(awaited(added).download(added.header("Location")).body()).isEqualTo(largest);
        assertThat(technician
                        .api()
                        .upload(path, "larger.png", photo(20 * MEBIBYTE + 1))
                        .expect(413)
                        .code())
                .isEqualTo("payload_too_large");
        assertThat(contents()).as("nothing is kept of it").isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void theTypeIsWhatTheBytesSay(String name, byte[] bytes, String type, String savedAs) {
        Api.Answer added = technician.api().upload(path, name, bytes).expect(201);
        assertThat(added.text("mediaType")).isEqualTo(type);
        assertThat(added.text("name")).isEqualTo(savedAs);
    }

    static Stream<Arguments> files() throws IOException {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1};
        byte[] heic = ascii("\0\0\0\030ftypheic\0\0\0\0mif1heic");
        String office = "application/vnd.openxmlformats-officedocument.";
        return Stream.of(
                Arguments.of("photo.jpg", jpeg, "image/jpeg", "photo.jpg"),
                Arguments.of("lies.png", jpeg, "image/jpeg", "lies.png.jpg"),
                Arguments.of("virus.exe", PNG, "image/png", "virus.exe.png"),
                Arguments.of("../../etc/passwd.png", PNG, "image/png", "passwd.png"),
                Arguments.of("C:\\\\photos\\\\door.png", PNG, "image/png", "door.png"),
                Arguments.of("...png", PNG, "image/png", "png.png"),
                Arguments.of("a\u202Egnp.png", PNG, "image/png", "agnp.png"),
                Arguments.of("x".repeat(300) + ".png", PNG, "image/png", "x".repeat(100) + ".png"),
                Arguments.of("a.gif", ascii("GIF89a\1\0\1\0"), "image/gif", "a.gif"),
                Arguments.of("a.webp", ascii("RIFF\20\0\0\0WEBPVP8 "), "image/webp", "a.webp"),
                Arguments.of("a.heic", heic, "image/heic", "a.heic"),
                Arguments.of("a.pdf", ascii("%PDF-1.7\n%"), "application/pdf", "a.pdf"),
                Arguments.of("a.zip", zip("a.txt"), "application/zip", "a.zip"),
                Arguments.of("a.docx", zip("[Content_Types].xml"), office + "wordprocessingml.document", "a.docx"),
                Arguments.of("a.xlsx", zip("[Content_Types].xml"), office + "spreadsheetml.sheet", "a.xlsx"),
                Arguments.of("a.csv", ascii("cell;celsius\n3;9.5\n"), "text/csv", "a.csv"),
                Arguments.of("notes", ascii("The seal is torn.\n"), "text/plain", "notes.txt"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notTaken")
    void otherTypesAreRefusedWhateverTheyAreCalled(String name, byte[] bytes) {
        assertThat(technician.api().upload(path, name, bytes).expect(415).code())
                .isEqualTo("attachment_type_not_allowed");
    }

    static Stream<Arguments> notTaken() {
        return Stream.of(
                Arguments.of("page.png", ascii("<!DOCTYPE html><html><script>alert(1)</script></html>")),
                Arguments.of("page.txt", ascii("<html><body>hello</body></html>")),
                Arguments.of(
                        "drawing.png", ascii("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")),
                Arguments.of("program.jpg", ascii("MZ\220\0\3\0\0\0\4\0\0\0\377\377\0\0")),
                Arguments.of("program.txt", ascii("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0")),
                Arguments.of("random.jpg", ascii("\1\2\3\4\5\6\7\10\16\17\20\21")));
    }

    @Test
    void aRequestWithoutAFileIsRefusedWithWhatIsWrong() {
        assertThat(technician.api().post(path, Map.of("file", "x")).expect(415).code())
                .isEqualTo("unsupported_media_type");
        Api.Answer empty = technician.api().upload(path, "a.png", new byte[0]).expect(400);
        assertThat(empty.json().at("/errors/0/field").asString()).isEqualTo("file");
        Api form = technician.api().with("Content-Type", "multipart/form-data; boundary=cut");
        assertThat(form.sendAs(path, "no parts at all").expect(400).code()).isEqualTo("invalid_request");
        assertThat(form.sendAs(path, "--cut\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx\r\n--cut--\r\n")
                        .expect(400)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("file");
        assertThat(contents()).isZero();
    }

    @Test
    void aRequestThatIsRepeatedAddsOneFile() {
        byte[] photo = photo(2 * MEBIBYTE);
        Api once = technician.api().with("Idempotency-Key", UUID.randomUUID().toString());
        String id = once.upload(path, "p.png", photo).expect(201).text("id");
        Api.Answer repeated = once.upload(path, "p.png", photo).expect(201);
        assertThat(repeated.text("id")).isEqualTo(id);
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(once.upload(path, "p.png", photo(2 * MEBIBYTE)).expect(422).code())
                .as("other bytes under the same key")
                .isEqualTo("idempotency_key_reused");
        assertThat(contents()).isEqualTo(1);
    }

    @Test
    void whatIsRemovedIsGone() {
        Api.Answer added = technician.api().upload(path, "p.png", PNG).expect(201);
        awaited(added);
        Api.Answer removed =
                technician.api().send("DELETE", added.header("Location"), null).expect(204);
        assertThat(contents()).isZero();
        Api reader = world.owner().with("X-Min-Position", removed.header("X-Position"));
        reader.get(added.header("Location")).expect(404);
        assertThat(reader.get(path).expect(200).json().path("items")).isEmpty();
        technician.api().send("DELETE", added.header("Location"), null).expect(404);
    }

    @Test
    void onlyWhoSeesTheTicketSeesItsFiles() {
        Api.Answer added = technician.api().upload(path, "p.png", PNG).expect(201);
        awaited(added);
        String file = added.header("Location");
        Api elsewhere = world.memberOf(Role.TECHNICIAN, world.site("Cellar"));
        Api stranger = World.on(Node.shared()).owner();
        for (Api other : new Api[] {elsewhere, stranger}) {
            other.get(path).expect(404);
            other.get(file).expect(404);
            other.upload(path, "p.png", PNG).expect(404);
            other.send("DELETE", file, null).expect(404);
        }
        String ofAnother = "/api/v1/tickets/" + openOn(world, site) + "/attachments/" + added.text("id");
        world.owner().get(ofAnother).expect(404);
        world.memberOf(Role.TECHNICIAN, site).get(file).expect(200);
        world.member(Role.OPERATOR).upload(path, "p.png", PNG).expect(201);
        world.member(Role.VIEWER).get(file).expect(403);
        world.member(Role.AUDITOR).upload(path, "p.png", PNG).expect(403);
    }

    /** However the events fall into batches; here all are handled in one. */
    @Test
    void aFileGoesWhereItsTicketsDeviceGoes() {
        String cellar = world.site("Cellar");
        World.Device device = world.deviceAt(site);
        String files = "/api/v1/tickets/" + openOn(world, device) + "/attachments";
        StreamingEventProcessor tickets = Node.shared().processor("tickets");
        tickets.shutDown();
        Api.Answer added;
        Api.Answer moved;
        try {
            added = world.owner().upload(files, "p.png", PNG).expect(201);
            moved = world.owner()
                    .send(
                            "PUT",
                            "/api/v1/devices/" + device.id(),
                            Map.of(
                                    "name",
                                    "Freezer",
                                    "type",
                                    "COLD_CELL_SENSOR",
                                    "serialNumber",
                                    "SN-" + device.id(),
                                    "siteId",
                                    cellar))
                    .expect(200);
        } finally {
            tickets.start();
        }
        String file = added.header("Location");
        world.owner()
                .with("X-Min-Position", moved.header("X-Position"))
                .get(file)
                .expect(200);
        world.memberOf(Role.TECHNICIAN, cellar).get(file).expect(200);
        world.memberOf(Role.TECHNICIAN, site).get(file).expect(404);
    }

    @Test
    void whatIsOverTakesNoMoreFiles() {
        technician
                .api()
                .post("/api/v1/tickets/" + ticket + "/cancel", Map.of("reason", "Sold"))
                .expect(200);
        assertThat(technician.api().upload(path, "p.png", PNG).expect(409).code())
                .isEqualTo("ticket_transition_refused");
    }

    @Test
    void filesCanBeKeptInAFolderAndWhatNobodyConfirmsIsSweptAway(@TempDir Path folder) throws IOException {
        try (Node node = Node.start(
                TestPostgres.freshDatabase(),
                Map.of(
                        "atalaya.attachments.folder", folder.toString(),
                        "atalaya.attachments.max-per-ticket", "2",
                        "atalaya.attachments.max-bytes", "700000"))) {
            World there = World.on(node);
            String files = "/api/v1/tickets/" + openOn(there, there.site("Kitchen")) + "/attachments";
            byte[] photo = photo(600_000);
            Api.Answer added = there.owner().upload(files, "p.png", photo).expect(201);
            Path file = folder.resolve(there.tenantId()).resolve(added.text("id"));
            assertThat(Files.readAllBytes(file)).isEqualTo(photo);
            Api reader = there.owner().with("X-Min-Position", added.header("X-Position"));
            assertThat(reader.download(added.header("Location")).body()).isEqualTo(photo);
            assertThat(reader.with("Range", "bytes=5-9")
                            .download(added.header("Location"))
                            .body())
                    .isEqualTo(Arrays.copyOfRange(photo, 5, 10));
            assertThat(there.owner()
                            .upload(files, "p.png", photo(700_001))
                            .expect(413)
                            .code())
                    .isEqualTo("payload_too_large");
            there.owner().upload(files, "q.png", PNG).expect(201);
            assertThat(there.owner().upload(files, "r.png", PNG).expect(409).code())
                    .isEqualTo("too_many_attachments");

            there.owner().send("DELETE", added.header("Location"), null).expect(204);
            assertThat(file).doesNotExist();
            node.jdbc()
                    .sql(
                            "update attachment_content set confirmed = false, stored_at = stored_at - interval '61 minutes'")
                    .update();
            node.bean(AttachmentStore.class).sweep();
            assertThat(node.jdbc()
                            .sql("select count(*) from attachment_content")
                            .query(Long.class)
                            .single())
                    .isZero();
            try (Stream<Path> left = Files.walk(folder)) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    private Api awaited(Api.Answer added) {
        Api reader = world.owner().with("X-Min-Position", added.header("X-Position"));
        reader.get(path).expect(200);
        return world.owner();
    }

    private long contents() {
        return Node.shared()
                .jdbc()
                .sql("select count(*) from attachment_content where tenant_id = :tenant::uuid")
                .param("tenant", world.tenantId())
                .query(Long.class)
                .single();
    }

    private static String openOn(World world, String site) {
        return openOn(world, world.deviceAt(site));
    }

    private static String openOn(World world, World.Device device) {
        Api.Answer opened = world.owner()
                .post("/api/v1/tickets", Map.of("title", "T", "deviceId", device.id()))
                .expect(201);
        world.owner()
                .with("X-Min-Position", opened.header("X-Position"))
                .get("/api/v1/tickets/" + opened.text("id"))
                .expect(200);
        return opened.text("id");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Bytes that begin like a PNG. */
    private static byte[] photo(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        System.arraycopy(PNG, 0, bytes, 0, PNG.length);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(String firstEntry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(firstEntry));
            zip.write(ascii("<Types/>"));
        }
        return bytes.toByteArray();
    }
}
