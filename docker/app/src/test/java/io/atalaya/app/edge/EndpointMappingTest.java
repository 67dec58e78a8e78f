package io.atalaya.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Endpoints are found by how their paths begin, as surely as by the whole path. */
class EndpointMappingTest {
    private final World world = World.on(Node.shared());
    private final Api owner = world.owner();

    @Test
    void aPathMayBeWrittenWithLettersThatAreEncoded() {
        Api.Answer created =
                owner.post("/api/v1/sites", Map.of("name", "North")).expect(201);
        Api reader = owner.with("X-Min-Position", String.valueOf(created.position()));
        String site = created.text("id");

        assertThat(reader.get("/api/v1/s%69tes/" + site).expect(200).text("name"))
                .isEqualTo("North");
        assertThat(reader.get("/api/v1/sites/" + site.replaceFirst("-", "%2D"))
                        .expect(200)
                        .text("name"))
                .isEqualTo("North");
    }

    @Test
    void whatThereIsNotIsNotFoundAndWhatIsAskedInAnotherWayIsToldHow() {
        String site = world.site("North");

        assertThat(owner.get("/api/v1/nowhere").expect(404).code()).isEqualTo("not_found");
        assertThat(owner.get("/api/v1/sites/" + site + "/nowhere").expect(404).code())
                .isEqualTo("not_found");
        Api.Answer wrong =
                owner.send("PATCH", "/api/v1/sites/" + site, Map.of()).expect(405);
        assertThat(wrong.response().headers().firstValue("Allow").orElseThrow().split(", ?"))
                .contains("GET", "PUT", "DELETE");
    }

    @Test
    void aHeadIsAnsweredWhereAGetIs() {
        Api.Answer head = owner.send("HEAD", "/api/v1/sites", null).expect(200);
        assertThat(head.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(head.response().body()).isEmpty();
        assertThat(owner.send("OPTIONS", "/api/v1/sites", null)
                        .expect(200)
                        .header("Allow")
                        .split(", ?"))
                .contains("GET", "POST");
    }
}
