package io.atalaya.kernel.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final byte[] PLAIN = "whsec_secret".getBytes(UTF_8);
    private static final byte[] HERE = "here".getBytes(UTF_8);

    private final SecretBox box = new SecretBox(List.of(key(1)));

    @Test
    void whatIsSealedOpensAgainAndTwiceTheSameNeverLooksTheSame() {
        byte[] sealed = box.seal(PLAIN, HERE);
        assertThat(box.open(sealed, HERE)).isEqualTo(PLAIN);
        assertThat(new String(sealed, UTF_8)).doesNotContain("secret");
        assertThat(box.seal(PLAIN, HERE)).isNotEqualTo(sealed);
    }

    @Test
    void itOpensNowhereElse() {
        byte[] sealed = box.seal(PLAIN, HERE);
        assertThatThrownBy(() -> box.open(sealed, "there".getBytes(UTF_8))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itDoesNotOpenOnceItIsChanged() {
        byte[] sealed = box.seal(PLAIN, HERE);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open(sealed, HERE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterAChangeOfKeyTheOldOneStillOpensAndTheNewOneSeals() {
        SecretBox later = new SecretBox(List.of(key(2), key(1)));
        assertThat(later.open(box.seal(PLAIN, HERE), HERE)).isEqualTo(PLAIN);
        byte[] sealed = later.seal(PLAIN, HERE);
        assertThatThrownBy(() -> box.open(sealed, HERE)).hasMessageContaining("not configured");
    }

    private static byte[] key(int content) {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        Arrays.fill(key, (byte) content);
        return key;
    }
}
