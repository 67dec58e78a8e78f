package io.atalaya.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The example of FIPS 180-4's appendix. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aTextAndItsPartsHaveTheDigestOfTheStandard() {
        assertThat(HexFormat.of().formatHex(Sha256.of("abc"))).isEqualTo(OF_ABC);
        assertThat(HexFormat.of().formatHex(Sha256.of(new byte[] {'a'}, new byte[] {'b', 'c'})))
                .isEqualTo(OF_ABC);
    }
}
