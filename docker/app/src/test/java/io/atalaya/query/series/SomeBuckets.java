package io.atalaya.query.series;

import org.springframework.jdbc.core.JdbcTemplate;

/** Buckets for tests of what writes them. */
public final class SomeBuckets {
    private SomeBuckets() {}

    public static SeriesBuckets on(JdbcTemplate jdbc) {
        return new SeriesBuckets(jdbc);
    }
}
