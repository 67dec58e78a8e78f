package io.atalaya.app.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AssetsTest {
    private final World world = World.on(Node.shared());
    private final Api owner = world.owner();
    private final String kitchen = world.site("Kitchen");
    private final Api.Answer created =
            owner.post("/api/v1/assets", asset("Cell 1", "COLD_CELL", kitchen)).expect(201);
    private final String asset = created.text("id");
    private final String path = "/api/v1/assets/" + asset;

    @Test
    void anAssetChanges() {
        Map<String, Object> change = Map.of("name", "Cell 2", "type", "FREEZER", "revision", 1);
        Api.Answer changed = owner.send("PUT", path, change).expect(200);
        assertThat(changed.json().path("revision").asInt()).isEqualTo(2);

        JsonNode read = seen(changed).get(path).expect(200).json();
        assertThat(read.path("name").asString()).isEqualTo("Cell 2");
        assertThat(read.path("type").asString()).isEqualTo("FREEZER");
        assertThat(read.path("siteId").isMissingNode() || read.path("siteId").isNull())
                .isTrue();
        assertThat(read.path("revision").asInt()).isEqualTo(2);
        owner.send("PUT", path, change).expect(200);
        assertThat(owner.send("PUT", path, Map.of("name", "Cell 3", "type", "FREEZER", "revision", 1))
                        .expect(409)
                        .code())
                .isEqualTo("asset_revision_outdated");
    }

    @Test
    void assetsAreFoundByTypeAndSite() {
        String elsewhere = world.site("Elsewhere");
        Api.Answer last =
                owner.post("/api/v1/assets", asset("Oven", "OVEN", elsewhere)).expect(201);
        String oven = last.text("id");

        assertThat(ids(seen(last), "?type=OVEN")).containsExactly(oven);
        assertThat(ids(seen(last), "?site=" + kitchen)).containsExactly(asset);
        assertThat(ids(seen(last), "?type=OVEN&site=" + kitchen)).isEmpty();
        assertThat(ids(seen(last), "")).containsExactly(oven, asset);
        Api.Answer moved =
                owner.send("PUT", path, asset("Cell 1", "COLD_CELL", elsewhere)).expect(200);
        assertThat(ids(seen(moved), "?site=" + elsewhere)).containsExactly(oven, asset);
    }

    @Test
    void anAssetGoesOnceNothingWatchesItAndNobodyIsToRepairIt() {
        String device = device("SN-1");
        String ticket = owner.post("/api/v1/tickets", Map.of("title", "Look", "assetId", asset))
                .expect(201)
                .text("id");
        assertThat(owner.send("DELETE", path, null).expect(409).code()).isEqualTo("asset_in_use");
        owner.send("DELETE", "/api/v1/devices/" + device, null).expect(204);
        assertThat(owner.send("DELETE", path, null).expect(409).code()).isEqualTo("asset_in_use");
        owner.post("/api/v1/tickets/" + ticket + "/cancel", Map.of("reason", "Sold"))
                .expect(200);

        Api.Answer removed = owner.send("DELETE", path, null).expect(204);

        seen(removed).get(path).expect(404);
        owner.send("DELETE", path, null).expect(404);
        owner.send("PUT", path, asset("Cell 1", "COLD_CELL", kitchen)).expect(404);
        assertThat(owner.post("/api/v1/tickets", Map.of("title", "Look", "assetId", asset))
                        .expect(400)
                        .code())
                .isEqualTo("reference_not_found");
        owner.send("DELETE", "/api/v1/sites/" + kitchen, null).expect(204);
    }

    @Test
    void aDeviceThatMovesToAnotherAssetLetsTheOldOneGo() {
        String device = device("SN-2");
        owner.send("PUT", "/api/v1/devices/" + device, Map.of("name", "D", "type", "SENSOR", "serialNumber", "SN-2"))
                .expect(200);
        owner.send("DELETE", path, null).expect(204);
    }

    @Test
    void itsQrCodeIsDrawnAsTheReaderPrefers() {
        Api reader = world.member(Role.TECHNICIAN).with("X-Min-Position", created.header("X-Position"));
        HttpResponse<byte[]> png = reader.download(path + "/qr?size=300&level=H");
        assertThat(png.statusCode()).isEqualTo(200);
        assertThat(png.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(png.body()).startsWith((byte) 0x89, 'P', 'N', 'G');

        for (HttpResponse<byte[]> svg : List.of(
                reader.download(path + "/qr?format=svg"),
                reader.with("Accept", "image/png;q=0.5, image/svg+xml").download(path + "/qr"))) {
            assertThat(svg.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
            assertThat(new String(svg.body(), StandardCharsets.UTF_8)).startsWith("<svg xmlns");
        }
    }

    @Test
    void aQrCodeThatCannotBeDrawnIsRefusedWhateverIsAccepted() {
        Api picky = owner.with("Accept", "image/png");
        for (String question : List.of("size=127", "size=2049", "size=large", "level=X", "format=gif")) {
            assertThat(picky.get(path + "/qr?" + question).expect(400).code()).isEqualTo("invalid_request");
        }
        picky.get("/api/v1/assets/0a7e1a1a-0000-4000-8000-000000000001/qr").expect(404);
        World.on(Node.shared()).owner().get(path + "/qr").expect(404);
        world.memberOf(Role.OPERATOR, world.site("Elsewhere")).get(path + "/qr").expect(404);
        seen(created).with("Accept", "text/csv").get(path + "/qr").expect(406);
    }

    private String device(String serialNumber) {
        return owner.post(
                        "/api/v1/devices",
                        Map.of("name", "D", "type", "SENSOR", "serialNumber", serialNumber, "assetId", asset))
                .expect(201)
                .text("id");
    }

    private Api seen(Api.Answer change) {
        return owner.with("X-Min-Position", change.header("X-Position"));
    }

    private static List<String> ids(Api reader, String question) {
        return reader.get("/api/v1/assets" + question)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private static Map<String, Object> asset(String name, String type, String site) {
        return Map.of("name", name, "type", type, "siteId", site);
    }
}
