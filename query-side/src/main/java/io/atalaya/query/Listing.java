package io.atalaya.query;

import io.atalaya.kernel.Rejection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param cursor from the page before; {@code null} for the first
 */
public record Listing(int limit, @Nullable String cursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 1000;

    public Listing {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "limit", "must be between 1 and " + MAX_LIMIT);
        }
    }

    public static Listing of(@Nullable Integer limit, @Nullable String cursor) {
        return new Listing(limit == null ? DEFAULT_LIMIT : limit, cursor);
    }

    /**
     * Cuts a page out of rows of which one more than the limit was read.
     *
     * @param place of a row in the list, from which the next page goes on
     */
    public <R, V> Page<V> page(List<R> rows, Function<R, V> view, Function<R, String> place) {
        if (rows.size() <= limit) {
            return new Page<>(rows.stream().map(view).toList(), null);
        }
        List<R> items = rows.subList(0, limit);
        return new Page<>(items.stream().map(view).toList(), Cursor.of(place.apply(items.getLast())));
    }
}
