package io.atalaya.command.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnswerCipherTest {
    private static final byte[] ANSWER = "{\"apiKey\":\"atl_…\"}".getBytes(UTF_8);

    private final AnswerCipher cipher = new AnswerCipher("the client's key");

    @Test
    void itsOwnKeyReadsItAgain() {
        byte[] stored = cipher.encrypt(ANSWER);

        assertThat(new AnswerCipher("the client's key").decrypt(stored)).isEqualTo(ANSWER);
    }

    @Test
    void theStoredFormDoesNotShowTheAnswer() {
        assertThat(new String(cipher.encrypt(ANSWER), UTF_8)).doesNotContain("apiKey");
    }

    @Test
    void theSameAnswerIsNeverStoredTheSameWay() {
        assertThat(cipher.encrypt(ANSWER)).isNotEqualTo(cipher.encrypt(ANSWER));
    }

    @Test
    void anotherKeyCannotReadIt() {
        byte[] stored = cipher.encrypt(ANSWER);

        assertThatIllegalStateException().isThrownBy(() -> new AnswerCipher("another key").decrypt(stored));
    }

    @Test
    void noByteOfItCanBeChangedUnnoticed() {
        byte[] stored = cipher.encrypt(ANSWER);

        for (int index = 0; index < stored.length; index++) {
            byte[] changed = stored.clone();
            changed[index] ^= 1;
            assertThatIllegalStateException().as("byte %d", index).isThrownBy(() -> cipher.decrypt(changed));
        }
    }

    @Test
    void nothingCanBeCutOffUnnoticed() {
        byte[] stored = cipher.encrypt(ANSWER);

        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt(Arrays.copyOf(stored, stored.length - 1)));
    }
}
