package io.atalaya.command.identity.oidc;

import io.atalaya.command.identity.ExternalAccounts;
import io.atalaya.command.identity.ExternalPerson;
import io.atalaya.command.identity.OidcSettings;
import io.atalaya.contract.identity.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Makes users of ours out of what the external issuer's tokens say. */
@Component
public class ExternalUsers {
    /** Seconds since 1970, by OpenID Connect Core and RFC 9068. */
    private static final String AUTH_TIME = "auth_time";

    private final ExternalAccounts accounts;
    private final ClaimedMemberships memberships;
    private final OidcSettings settings;

    ExternalUsers(ExternalAccounts accounts, ClaimedMemberships memberships, OidcSettings settings) {
        this.accounts = accounts;
        this.memberships = memberships;
        this.settings = settings;
    }

    /**
     * @param token that the decoder has accepted
     * @param ip the remote address that the request came from
     */
    public ExternalUser recognise(Jwt token, String ip) {
        Instant toldAt = Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
        UserId userId = accounts.recognise(person(token), toldAt, loggedInAt(token, toldAt), ip);
        Object claimed = token.getClaims().get(settings.membershipsClaim());
        return new ExternalUser(userId, claimed == null ? null : memberships.of(userId, claimed));
    }

    /** A page may get new tokens by itself for weeks; the issuer tells since when, or else any token counts. */
    private static Instant loggedInAt(Jwt token, Instant toldAt) {
        return switch (token.getClaims().get(AUTH_TIME)) {
            case null -> toldAt;
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case Instant at -> at;
            // It says something that we cannot read: then nobody comes back by it.
            default -> Instant.EPOCH;
        };
    }

    private ExternalPerson person(Jwt token) {
        String subject = Objects.requireNonNull(token.getSubject(), "the decoder asks for it");
        return new ExternalPerson(
                Objects.requireNonNull(settings.issuerUri()),
                subject,
                text(token, settings.emailClaim()),
                Boolean.TRUE.equals(token.getClaims().get("email_verified")),
                Stream.of(settings.nameClaim(), "preferred_username", settings.emailClaim())
                        .flatMap(claim -> Stream.ofNullable(text(token, claim)))
                        .findFirst()
                        .orElse(subject));
    }

    private static @Nullable String text(Jwt token, String claim) {
        return token.getClaims().get(claim) instanceof String text && !text.isBlank() ? text : null;
    }
}
