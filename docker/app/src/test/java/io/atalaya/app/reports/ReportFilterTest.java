package io.atalaya.app.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A report may take the short way or, with a query that nobody heeds, the usual one: nobody must see a difference. */
class ReportFilterTest {
    private static final String USUAL_WAY = "?usual-way";
    /** What differs between any two answers, or says how a body is framed. */
    private static final Set<String> OF_EACH_ANSWER = Set.of(
            "date", "content-length", "transfer-encoding", "ratelimit", "x-position", "keep-alive", "connection");

    private static final String READING = "{\"metric\":\"temperature\",\"value\":4.5,\"unit\":\"°C\"}";

    private final Node node = Node.shared();
    private final World world = World.on(node);
    private World.Device device;
    private Api sender;

    @BeforeEach
    void registerDevice() {
        device = world.device();
        sender = node.api().with("X-API-Key", device.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"readings\":[" + READING + "]}",
                "{\"messageId\":\"twice\",\"readings\":[" + READING + "]}",
                "{\"readings\":[{\"sensor_type\":\"humidity\",\"value\":40,\"quality\":\"good\"}],\"timestamp\":1}",
                "{\"readings\":[]}",
                "{\"readings\":[null]}",
                "{\"readings\":[{\"metric\":\"a b\",\"value\":1}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":\"warm\"}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1,\"measuredAt\":\"yesterday\"}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1,\"measuredAt\":\"2001-01-01T00:00:00Z\"}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1,\"measuredAt\":\"2999-01-01T00:00:00Z\"}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1,\"colour\":\"red\"}]}",
                "{\"readings\":[{\"metric\":\"\\u0000\",\"value\":1}]}",
                "{\"reading\":[]}",
                "{\"readings\":7}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "[]",
                "null",
                "7",
                "{",
                "{} {}"
            })
    void bothWaysAnswerTheSame(String body) {
        assertSame(sender, body);
    }

    @Test
    void credentialsAreHeldToTheSame() {
        String body = "{\"readings\":[" + READING + "]}";
        World.Device other = world.device();
        World.Device foreign = World.on(node).device();

        assertSame(node.api(), body);
        assertSame(node.api().with("X-API-Key", "atl_x_y"), body);
        assertSame(node.api().with("X-API-Key", device.key() + "x"), body);
        assertSame(node.api().with("X-API-Key", other.key()), body);
        assertSame(node.api().with("X-API-Key", foreign.key()), body);
        assertSame(node.api().with("x-device-key", device.key()), body);
        assertSame(node.api().withToken(device.key()), body);
        assertSame(world.owner(), body);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAlike() {
        assertSame(sender, "{\"readings\":[" + READING + "], \"messageId\":\"" + "x".repeat(1_100_000) + "\"}");
    }

    @Test
    void anUnknownDeviceIsRefusedAlike() {
        device = new World.Device(UUID.randomUUID().toString(), device.serialNumber(), device.key(), device.api());

        assertSame(sender, "{\"readings\":[" + READING + "]}");
    }

    @Test
    void aReportThatCameByOneWayIsKnownOnTheOther() {
        String body = "{\"messageId\":\"m-1\",\"readings\":[" + READING + "]}";
        Api.Answer first = sender.post(path(), body).expect(202);
        Api.Answer again = sender.post(path() + USUAL_WAY, body).expect(202);

        assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(again.position()).isEqualTo(first.position());
    }

    @Test
    void aPlainReportIsAnsweredWithoutTheRestOfTheEdgeAndCountedLikeAnyRequest() throws Exception {
        MockFilterChain rest = new MockFilterChain();
        MockHttpServletResponse response = new MockHttpServletResponse();
        long before = counted();

        node.bean(ReportFilter.class).doFilter(plain(), response, rest);

        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(rest.getRequest()).isNull();
        assertThat(counted()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "Origin", "X-Tenant-Id", "Content-Encoding"})
    void whatIsNotPlainIsLeftToTheRestOfTheEdge(String header) throws Exception {
        MockHttpServletRequest request = plain();
        request.addHeader(header, "any");
        MockFilterChain rest = new MockFilterChain();

        node.bean(ReportFilter.class).doFilter(request, new MockHttpServletResponse(), rest);

        assertThat(rest.getRequest()).isSameAs(request);
    }

    private MockHttpServletRequest plain() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path());
        request.addHeader("X-API-Key", device.key());
        request.setContentType("application/json");
        request.setContent(("{\"readings\":[" + READING + "]}").getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private void assertSame(Api caller, String body) {
        Api.Answer shortWay = caller.post(path(), body);
        Api.Answer usualWay = caller.post(path() + USUAL_WAY, body);

        assertThat(shortWay.status()).as(body).isEqualTo(usualWay.status());
        assertThat(headers(shortWay)).isEqualTo(headers(usualWay));
        if (shortWay.status() >= 400) {
            assertThat(shortWay.response().body()).isEqualTo(usualWay.response().body());
        }
    }

    private String path() {
        return "/api/v1/devices/" + device.id() + "/readings";
    }

    private static Map<String, List<String>> headers(Api.Answer answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.response().headers().map());
        headers.keySet().removeAll(OF_EACH_ANSWER);
        return headers;
    }

    private long counted() {
        return count(timers());
    }

    private Collection<Timer> timers() {
        return node.bean(MeterRegistry.class)
                .find("http.server.requests")
                .tag("uri", "/api/v1/devices/{deviceId}/readings")
                .tag("status", "202")
                .timers();
    }

    private static long count(Collection<Timer> timers) {
        return timers.stream().mapToLong(Timer::count).sum();
    }
}
