package io.atalaya.command.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AnswerCipherPropertyTest {
    @Property(seed = "8", tries = 100)
    void whatIsEncryptedCanBeDecrypted(@ForAll String secret, @ForAll byte[] answer) {
        byte[] stored = new AnswerCipher(secret).encrypt(answer);

        assertThat(new AnswerCipher(secret).decrypt(stored)).isEqualTo(answer);
    }
}
