package io.atalaya.app.privacy;

import io.atalaya.app.support.Node;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for a text in every column of every table, whatever its type: in text, in JSON, and in bytes that hold text. */
final class EveryTable {
    private final JdbcClient jdbc;

    EveryTable(Node node) {
        this.jdbc = node.jdbc();
    }

    /** @return the tables in which it stands */
    List<String> thatHold(String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return all().stream().filter(table -> holds(table, text, hex)).toList();
    }

    /** Partitions are read through their parents too; those of the system hold nothing of ours. */
    private List<String> all() {
        return jdbc.sql("select quote_ident(table_schema) || '.' || quote_ident(table_name)"
                        + " from information_schema.tables where table_type = 'BASE TABLE'"
                        + " and table_schema not in ('pg_catalog', 'information_schema') order by 1")
                .query(String.class)
                .list();
    }

    /** Bytes are shown in hex; nothing else would show the hex of a name. */
    private boolean holds(String table, String text, String hex) {
        return jdbc.sql("select exists(select 1 from (select lower(to_jsonb(t)::text) as shown from " + table
                        + " t) rows" + " where position(lower(:text) in shown) > 0 or position(:hex in shown) > 0)")
                .param("text", text)
                .param("hex", hex)
                .query(Boolean.class)
                .single();
    }
}
