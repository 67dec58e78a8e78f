package io.atalaya.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes a history behind Atalaya's back, one row or one pair of rows at a time, and puts it back as it was. */
final class Tampering {
    private static final List<String> TABLES = List.of("domain_event", "audit_link", "audit_event", "audit_checkpoint");

    private final JdbcClient jdbc;
    private final List<Long> positions;

    /** @param jdbc with all rights on the database */
    Tampering(JdbcClient jdbc, String tenantId) {
        this.jdbc = jdbc;
        for (String table : TABLES) {
            jdbc.sql("create table kept_" + table + " as table " + table).update();
        }
        this.positions = jdbc.sql("select position from audit_link where tenant_id = cast(? as uuid) order by sequence")
                .param(tenantId)
                .query(Long.class)
                .list();
    }

    List<Long> positions() {
        return List.copyOf(positions);
    }

    /**
     * One of many deeds, at random.
     *
     * @return what was done, and the first position that is not what it was
     */
    Deed commit(Random random) {
        List<Way> ways = ways();
        Way way = ways.get(random.nextInt(ways.size()));
        int one = random.nextInt(positions.size());
        int other = (one + 1 + random.nextInt(positions.size() - 1)) % positions.size();
        return way.commit(positions.get(Math.min(one, other)), positions.get(Math.max(one, other)));
    }

    private List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (String column : List.of(
                "event_identifier", "aggregate_identifier", "type", "time_stamp", "payload_type", "payload_revision")) {
            ways.add(altering("domain_event", "global_index", column + " = " + column + " || '1'"));
        }
        for (String column : List.of("payload", "meta_data", "seal")) {
            ways.add(altering(
                    "domain_event",
                    "global_index",
                    column + " = set_byte(" + column + ", 11, (get_byte(" + column + ", 11) + 1) % 256)"));
        }
        ways.add(altering("domain_event", "global_index", "sequence_number = sequence_number + 100000"));
        ways.add(altering("domain_event", "global_index", "seal = null"));
        ways.add(altering("domain_event", "global_index", "global_index = -global_index"));
        ways.add(altering("audit_link", "position", "hash = set_byte(hash, 31, (get_byte(hash, 31) + 1) % 256)"));
        ways.add(altering("audit_link", "position", "position = position + 1000000"));
        ways.add(altering("audit_link", "position", "sequence = sequence + 1000000"));
        ways.add(altering("audit_link", "position", "tenant_id = gen_random_uuid()"));
        for (String column :
                List.of("type", "aggregate_type", "aggregate_id", "actor_type", "actor_id", "correlation_id")) {
            ways.add(altering("audit_event", "position", column + " = " + column + " || '1'"));
        }
        ways.add(altering("audit_event", "position", "ip = '192.0.2.1'"));
        ways.add(altering("audit_event", "position", "at = at + interval '1 second'"));
        ways.add(altering("audit_event", "position", "happened_at = happened_at - interval '1 hour'"));
        ways.add(altering("audit_event", "position", "tenant_id = gen_random_uuid()"));
        ways.add(altering("audit_event", "position", "sequence = sequence + 1000000"));
        ways.add(deleting("domain_event", "global_index"));
        ways.add(deleting("audit_link", "position"));
        ways.add(deleting("audit_event", "position"));
        ways.add(swapping("domain_event", "global_index", "payload"));
        ways.add(swapping("domain_event", "global_index", "meta_data"));
        ways.add(swapping("audit_link", "position", "hash"));
        ways.add(swappingPlaces("domain_event", "global_index"));
        ways.add(swappingPlaces("audit_event", "position"));
        ways.add((first, second) -> {
            long free = first + 1;
            jdbc.sql("insert into domain_event select :free, gen_random_uuid()::text, aggregate_identifier,"
                            + " sequence_number + 100000, type, time_stamp, payload_type, payload_revision, payload,"
                            + " meta_data, seal from domain_event where global_index = :first")
                    .param("free", free)
                    .param("first", first)
                    .update();
            return new Deed("inserting", "domain_event", free);
        });
        return ways;
    }

    private Way altering(String table, String key, String change) {
        return (first, second) -> {
            change(table, key, change, first);
            return new Deed("altering: " + change, table, first);
        };
    }

    private Way deleting(String table, String key) {
        return (first, second) -> {
            jdbc.sql("delete from " + table + " where " + key + " = ?")
                    .param(first)
                    .update();
            return new Deed("deleting", table, first);
        };
    }

    private Way swapping(String table, String key, String column) {
        return (first, second) -> {
            jdbc.sql("update " + table + " one set " + column + " = other." + column + " from " + table + " other"
                            + " where (one." + key + ", other." + key + ") in ((:a, :b), (:b, :a))")
                    .param("a", first)
                    .param("b", second)
                    .update();
            return new Deed("swapping " + column, table, first);
        };
    }

    private Way swappingPlaces(String table, String key) {
        return (first, second) -> {
            jdbc.sql("update " + table + " set " + key + " = -" + key + " where " + key + " in (:a, :b)")
                    .param("a", first)
                    .param("b", second)
                    .update();
            jdbc.sql("update " + table + " set " + key + " = case -" + key + " when :a then :b else :a end where " + key
                            + " in (-:a, -:b)")
                    .param("a", first)
                    .param("b", second)
                    .update();
            return new Deed("swapping places", table, first);
        };
    }

    private void change(String table, String key, String change, long position) {
        jdbc.sql("update " + table + " set " + change + " where " + key + " = ?")
                .param(position)
                .update();
    }

    /** Whatever was done in that table. */
    void undo(String table) {
        jdbc.sql("delete from " + table + " present where not exists(select from kept_" + table
                        + " kept where kept::text = present::text); insert into " + table + " select * from kept_"
                        + table + " on conflict do nothing")
                .update();
    }

    /** Does something wrong; the second position counts only where two are needed. */
    private interface Way {
        Deed commit(long first, long second);
    }

    record Deed(String what, String table, long position) {}
}
