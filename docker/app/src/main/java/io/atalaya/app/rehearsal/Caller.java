package io.atalaya.app.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody or something that asks over HTTP, with the headers that say who. */
record Caller(HttpClient client, URI base, Map<String, String> headers) implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The server is busy, and says so. */
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private static final int UNAUTHORIZED = 401;
    private static final int ERRORS = 400;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int TRIES = 400;

    Caller(int port) {
        this(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                URI.create("http://localhost:" + port),
                Map.of("Content-Type", "application/json"));
    }

    Caller with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Caller(client, base, more);
    }

    Caller without(String header) {
        Map<String, String> less = new LinkedHashMap<>(headers);
        less.remove(header);
        return new Caller(client, base, less);
    }

    static byte[] json(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    /** The administrator is created when the server answers already. */
    Caller logIn(String email, String password) {
        Map<String, String> credentials = Map.of("email", email, "password", password);
        Answer answer = exchange("POST", "/api/v1/auth/login", credentials);
        for (int tries = 0; answer.status == UNAUTHORIZED && tries < TRIES; tries++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = exchange("POST", "/api/v1/auth/login", credentials);
        }
        return with(
                "Authorization",
                "Bearer " + answer.orFail().path("access_token").asString());
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    /**
     * @return an empty object if the answer is no JSON
     * @throws IllegalStateException if the answer tells of an error other than that the server is busy
     */
    JsonNode send(String method, String path, @Nullable Object body) {
        return exchange(method, path, body).orFail();
    }

    private Answer exchange(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json(body)));
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent();
            return new Answer(
                    method + " " + path,
                    response.statusCode(),
                    json ? JSON.readTree(response.body()) : JSON.createObjectNode());
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + path + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private record Answer(String request, int status, JsonNode body) {
        JsonNode orFail() {
            if (status >= ERRORS && !BUSY.contains(status)) {
                throw new IllegalStateException(request + " was answered with " + status);
            }
            return body;
        }
    }
}
