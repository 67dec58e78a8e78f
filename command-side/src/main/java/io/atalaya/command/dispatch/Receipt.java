package io.atalaya.command.dispatch;

import java.net.URI;
import java.util.OptionalLong;
import org.springframework.http.ResponseEntity;

/**
 * A command's outcome.
 *
 * @param result what the handler answered
 * @param position where the command's last event stands in the domain log; empty if it changed nothing
 */
public record Receipt<R>(R result, OptionalLong position) {
    /** Response header that carries {@link #position()}; a query given it as X-Min-Position sees the change. */
    public static final String POSITION_HEADER = "X-Position";

    /** 201 with the new resource. */
    public <T> ResponseEntity<T> created(String location, T body) {
        return withPosition(ResponseEntity.created(URI.create(location))).body(body);
    }

    /** 200 with the resource as it is now. */
    public <T> ResponseEntity<T> updated(T body) {
        return withPosition(ResponseEntity.ok()).body(body);
    }

    /** 204: the resource is not there any more. */
    public ResponseEntity<Void> removed() {
        ResponseEntity.HeadersBuilder<?> response = ResponseEntity.noContent();
        position.ifPresent(value -> response.header(POSITION_HEADER, Long.toString(value)));
        return response.build();
    }

    /** 200 with the id of what was changed. */
    public ResponseEntity<Changed> changed(Object id) {
        return withPosition(ResponseEntity.ok()).body(change(id));
    }

    /** 202: what was asked for will be done. */
    public ResponseEntity<Changed> accepted(Object id) {
        return withPosition(ResponseEntity.accepted()).body(change(id));
    }

    /** The answer's body where there is nothing more to say than what was changed. */
    public Changed change(Object id) {
        return new Changed(id.toString(), position.isPresent() ? position.getAsLong() : null);
    }

    private ResponseEntity.BodyBuilder withPosition(ResponseEntity.BodyBuilder response) {
        position.ifPresent(value -> response.header(POSITION_HEADER, Long.toString(value)));
        return response;
    }
}
