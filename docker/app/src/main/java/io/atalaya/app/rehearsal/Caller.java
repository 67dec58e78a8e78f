package io.atalaya.app.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Set<Integer> NOT_YET = Set.of(401, 429, 503);
    private static final int ERRORS = 400;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int TRIES = 400;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    Caller(String host, int port) {
        this(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                URI.create("http://" + host + ":" + port),
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
        JsonNode session = exchange("POST", "/api/v1/auth/login", credentials, NOT_YET);
        return with("Authorization", "Bearer " + session.path("access_token").asString());
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    /**
     * Asks again while the server says that it is busy.
     *
     * @return an empty object if the answer is no JSON
     * @throws IllegalStateException if the answer tells of an error
     */
    JsonNode send(String method, String path, @Nullable Object body) {
        return exchange(method, path, body, BUSY);
    }

    private JsonNode exchange(String method, String path, @Nullable Object body, Set<Integer> passing) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LONGEST)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json(body)));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            for (int tries = 1; passing.contains(response.statusCode()) && tries < TRIES; tries++) {
                LockSupport.parkNanos(PAUSE.toNanos());
                response = client.send(request.build(), BodyHandlers.ofByteArray());
            }
            if (response.statusCode() >= ERRORS) {
                String answer = new String(response.body(), StandardCharsets.UTF_8);
                throw new IllegalStateException(
                        method + " " + path + " was answered with " + response.statusCode() + " " + answer);
            }
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent();
            return json ? JSON.readTree(response.body()) : JSON.createObjectNode();
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
}
