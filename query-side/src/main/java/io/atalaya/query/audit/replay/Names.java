package io.atalaya.query.audit.replay;

import io.atalaya.kernel.privacy.Erased;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People's present names, or that they were erased. Each is looked up once for a replay, and those seen last are remembered. */
final class Names {
    private static final int REMEMBERED = 1_000;
    private static final byte[] NONE = new byte[0];

    private final JdbcClient jdbc;
    private final Map<String, byte[]> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    Names(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return {@code null} for whoever has none */
    byte @Nullable [] of(byte[] actorType, byte[] actorId) {
        if (actorType.length == 0 || actorType[0] != 'U') {
            return null;
        }
        byte[] name = known.computeIfAbsent(new String(actorId, StandardCharsets.UTF_8), this::find);
        return name.length == 0 ? null : name;
    }

    private byte[] find(String userId) {
        UUID id;
        try {
            id = UUID.fromString(userId);
        } catch (IllegalArgumentException nobody) {
            return NONE;
        }
        List<String> names = jdbc.sql("select name from account where id = :id union all"
                        + " select :marker from person_key where person_id = :id and erased_at is not null")
                .param("id", id)
                .param("marker", Erased.MARKER)
                .query(String.class)
                .list();
        return names.isEmpty() || names.getFirst() == null
                ? NONE
                : names.getFirst().getBytes(StandardCharsets.UTF_8);
    }
}
