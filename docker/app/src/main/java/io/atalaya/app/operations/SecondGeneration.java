package io.atalaya.app.operations;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables of a read model that is being built anew, in a schema of their own. A transaction that has asked for it finds
 * them where it would find the live ones, so that the projection's own code fills them.
 */
@Component
class SecondGeneration {
    private static final String SCHEMA = "generation";
    private static final String READINGS = "reading";

    private final JdbcClient jdbc;

    SecondGeneration(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty tables, in place of those of an earlier rebuild. */
    void begin(String processor, List<String> tables) {
        jdbc.sql("select new_generation(string_to_array(:tables, ','), string_to_array(:appended, ','))")
                .param("tables", String.join(",", tables))
                .param("appended", String.join(",", ReadModelTables.APPENDED))
                .query((row, number) -> true)
                .list();
        jdbc.sql("insert into generation.filled (processor) values (:processor) on conflict do nothing")
                .param("processor", processor)
                .update();
    }

    /** When it is not needed any more, nothing of it stays. */
    void end(String processor, List<String> tables) {
        jdbc.sql("truncate " + tables.stream().map(SecondGeneration::second).collect(Collectors.joining(", ")))
                .update();
        jdbc.sql("delete from generation.filled where processor = :processor")
                .param("processor", processor)
                .update();
    }

    /** For the rest of the present transaction. */
    void takeTheLiveOnesPlace() {
        jdbc.sql("select set_config('search_path', :schema || ', ' || current_setting('search_path'), true)")
                .param("schema", SCHEMA)
                .query(String.class)
                .single();
    }

    /** Retention may have dropped months of the live table whose reports are still kept. */
    void makeRoom(List<String> tables) {
        if (tables.contains(READINGS)) {
            jdbc.sql("select ensure_partition(:readings, month)::text from (select distinct"
                            + " date_trunc('month', measured_at at time zone 'UTC')::date as month from "
                            + second(READINGS) + ") months")
                    .param("readings", READINGS)
                    .query()
                    .listOfRows();
        }
    }

    /** @return in how many rows the live generation and the second one differ */
    long differences(List<String> tables) {
        return tables.stream().mapToLong(this::differences).sum();
    }

    private long differences(String table) {
        return jdbc.sql("select count(*) from " + table + " live full join " + second(table) + " next on "
                        + sameKey(table) + " where (live.* *= next.*) is not true")
                .query(Long.class)
                .single();
    }

    /**
     * Makes the live rows those of the second generation. What reads meanwhile sees the one or the other as a whole, and
     * rows that are the same are not touched.
     *
     * @return how many rows were replaced, removed or added
     */
    long goLive(List<String> tables) {
        return tables.stream().mapToLong(this::goLive).sum();
    }

    private long goLive(String table) {
        long replaced = differences(table);
        if (replaced > 0) {
            jdbc.sql("delete from " + table + " live where not exists (select 1 from " + second(table) + " next where "
                            + sameKey(table) + " and live.* *= next.*)")
                    .update();
            jdbc.sql("insert into " + table + " select next.* from " + second(table)
                            + " next where not exists (select 1 from " + table + " live where " + sameKey(table) + ")")
                    .update();
        }
        return replaced;
    }

    private static String second(String table) {
        return SCHEMA + "." + table;
    }

    private String sameKey(String table) {
        return jdbc
                .sql("select attribute.attname from pg_index index join pg_attribute attribute"
                        + " on attribute.attrelid = index.indrelid and attribute.attnum = any(index.indkey)"
                        + " where index.indisprimary and index.indrelid = to_regclass(:table)")
                .param("table", table)
                .query(String.class)
                .list()
                .stream()
                .map(column -> "live." + column + " = next." + column)
                .collect(Collectors.joining(" and "));
    }
}
