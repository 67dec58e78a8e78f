package io.atalaya.app.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that speaks HTTP and nothing else. Immutable: {@link #with} gives one that sends another header too. */
public final class Api {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final Map<String, String> headers;

    public Api(String base) {
        this(base, Map.of());
    }

    private Api(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    public Api withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Api logIn(String email, String password) {
        Answer answer = post("/api/v1/auth/login", Map.of("email", email, "password", password));
        return withToken(answer.expect(200).text("access_token"));
    }

    public Api logInAsAdmin() {
        return logIn(Node.ADMIN_EMAIL, Node.ADMIN_PASSWORD);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    /** @param body a string is sent as it is, anything else as JSON; {@code null} sends no body */
    public Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            String text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
            request.method(method, HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8));
        }
        return new Answer(sent(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** As multipart/form-data, with a declared type that nobody should believe. */
    public Answer upload(String path, String fileName, byte[] bytes) {
        String head = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/x-declared\r\n\r\n";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head, StandardCharsets.UTF_8),
                        HttpRequest.BodyPublishers.ofByteArray(bytes),
                        HttpRequest.BodyPublishers.ofString("\r\n--cut--\r\n")));
        headers.forEach(request::header);
        return new Answer(sent(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** A body of whatever type the headers say. */
    public Answer sendAs(String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return new Answer(sent(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    public HttpResponse<byte[]> download(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return sent(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request, body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("Expected " + status + " but got " + status() + " from "
                        + response.request().method() + " " + response.uri() + ": " + response.body());
            }
            return this;
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text(String field) {
            return json().path(field).asString();
        }

        /** The problem detail's code. */
        public String code() {
            return json().path("code").asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public long position() {
            return Long.parseLong(header("X-Position"));
        }
    }
}
