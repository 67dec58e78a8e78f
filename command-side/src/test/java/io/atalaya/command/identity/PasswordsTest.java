package io.atalaya.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final String PASSWORD = "correct horse battery staple";

    private final Passwords passwords = new Passwords();

    @Test
    void theRightPasswordMatches() {
        assertThat(passwords.matches(PASSWORD, passwords.hash(PASSWORD))).isTrue();
    }

    @Test
    void anyOtherDoesNot() {
        assertThat(passwords.matches(PASSWORD + " ", passwords.hash(PASSWORD))).isFalse();
    }

    @Test
    void hashesAreSaltedAndNameTheirParameters() {
        String hash = passwords.hash(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash(PASSWORD));
    }

    @Test
    void whereThereIsNoAccountNoPasswordMatches() {
        assertThat(passwords.matches(PASSWORD, null)).isFalse();
    }

    @Test
    void whereThereIsNoAccountNotEvenTheStandInsPasswordMatches() {
        assertThat(passwords.matches("nobody", null)).isFalse();
    }
}
