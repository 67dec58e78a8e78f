package io.atalaya.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An answer of JSON says how long it is, and so leaves in one piece; a stream does not know. */
class WholeAnswerTest {
    private final World world = World.on(Node.shared());

    @Test
    void answersAndProblemsSayHowLongTheyAre() {
        Api owner = world.owner();
        saysHowLongItIs(owner.post("/api/v1/sites", Map.of("name", "North")).expect(201));
        saysHowLongItIs(owner.get("/api/v1/sites").expect(200));
        saysHowLongItIs(owner.post("/api/v1/sites", Map.of()).expect(400));
        saysHowLongItIs(owner.get("/api/v1/sites/nowhere").expect(400));
    }

    @Test
    void aStreamLeavesBitByBit() {
        HttpHeaders headers =
                world.owner().get("/api/v1/audit/replay").expect(200).response().headers();

        assertThat(headers.firstValue("Content-Length")).isEmpty();
        assertThat(headers.firstValue("Transfer-Encoding")).hasValue("chunked");
    }

    private static void saysHowLongItIs(Api.Answer answer) {
        int bytes = answer.response().body().getBytes(StandardCharsets.UTF_8).length;
        assertThat(answer.response().headers().firstValueAsLong("Content-Length"))
                .hasValue(bytes);
    }
}
