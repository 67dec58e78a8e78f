package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A person as an external issuer tells of it.
 *
 * @param subject who it is, at that issuer, for ever (OpenID Connect Core, section 5.7: only issuer and subject together
 *     say who somebody is; an address does not)
 * @param email as it is kept; {@code null} if the issuer has not told it
 * @param emailVerified whether the issuer knows the address to be the person's
 */
public record ExternalPerson(
        String issuer, String subject, @Nullable String email, boolean emailVerified, String name) {
    private static final int MAX_EMAIL = 254;
    private static final int MAX_NAME = 200;

    public ExternalPerson {
        email = email == null || email.isBlank() || email.length() > MAX_EMAIL || hasControls(email)
                ? null
                : Accounts.normalise(email);
        emailVerified = email != null && emailVerified;
        name = printable(name);
    }

    /** The same for the same issuer and subject, on every node and without asking anybody. */
    public UserId userId() {
        return new UserId(Sha256.uuid(Sha256.of(issuer + "\n" + subject)));
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= MAX_NAME
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, MAX_NAME)));
    }

    @Override
    public String toString() {
        return "ExternalPerson[" + userId() + "]";
    }
}
