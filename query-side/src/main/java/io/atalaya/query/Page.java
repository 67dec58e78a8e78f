package io.atalaya.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor give it back to get the next page; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
