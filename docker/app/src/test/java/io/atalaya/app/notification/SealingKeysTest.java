package io.atalaya.app.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.kernel.secret.SecretBox;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SealingKeysTest {
    private final SealingKeys keys = new SealingKeys(JdbcClient.create(TestPostgres.migratedDatabase()));

    @Test
    void withoutAConfiguredOneARandomOneIsMadeAndStays() {
        assertThat(keys.all(null)).hasSize(1);
        assertThat(keys.all(null).getFirst())
                .isEqualTo(keys.all(null).getFirst())
                .hasSize(SecretBox.KEY_BYTES);
    }

    @Test
    void aConfiguredOneSealsFromThenOnAndTheOneBeforeStillOpens() {
        byte[] random = keys.all(null).getFirst();
        assertThat(keys.all(configured(1))).containsExactly(key(1), random);
        assertThat(keys.all(configured(1))).hasSize(2);
    }

    @Test
    void anotherOneOrNoneIsRefusedAfterwards() {
        keys.all(configured(1));
        assertThatThrownBy(() -> keys.all(configured(2))).hasMessageContaining("encryption-key is not the one");
        assertThatThrownBy(() -> keys.all(null)).hasMessageContaining("encryption-key is not the one");
        assertThat(keys.all(configured(1))).containsExactly(key(1));
    }

    @Test
    void aKeyThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> keys.all("c2hvcnQ=")).hasMessageContaining("32 bytes");
    }

    private static String configured(int content) {
        return Base64.getEncoder().encodeToString(key(content));
    }

    private static byte[] key(int content) {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        Arrays.fill(key, (byte) content);
        return key;
    }
}
