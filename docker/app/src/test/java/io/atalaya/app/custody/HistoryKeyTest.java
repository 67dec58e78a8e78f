package io.atalaya.app.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaya.app.support.StandingClock;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.query.audit.AuditSettings;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key of the history outlives every start, and opens with its secret only. */
class HistoryKeyTest {
    private final JdbcClient jdbc = JdbcClient.create(TestPostgres.migratedDatabase());

    @Test
    void everyStartFindsTheKeyOfTheFirst() {
        HistoryKey first = start(null);
        assertThat(start(null).publicKey().id()).isEqualTo(first.publicKey().id());
        assertThat(start("too late").secrets()).isEqualTo(first.secrets());
    }

    @Test
    void aSecretKeepsItFromWhoeverReadsTheDatabase() {
        HistoryKey first = start("a secret");
        byte[] stored =
                jdbc.sql("select secrets from audit_key").query(byte[].class).single();
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(stored)).doesNotContain(hex.formatHex(first.secrets()));
        assertThat(start("a secret").secrets()).isEqualTo(first.secrets());
        assertThatThrownBy(() -> start("another secret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("atalaya.audit.key-secret");
        assertThatThrownBy(() -> start(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("atalaya.audit.key-secret");
    }

    private HistoryKey start(@Nullable String secret) {
        return new HistoryKeyConfiguration()
                .historyKey(jdbc, new AuditSettings(secret, 1, 1, Duration.ofMinutes(1)), new StandingClock());
    }
}
