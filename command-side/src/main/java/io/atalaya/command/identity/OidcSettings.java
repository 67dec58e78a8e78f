package io.atalaya.command.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OpenID Connect issuer at which people log in instead of here.
 *
 * @param issuerUri the issuer, written as its tokens write it; {@code null} if people log in here
 * @param audience what its tokens for us name as their audience; required with an issuer
 * @param emailClaim the claim that holds a person's address
 * @param nameClaim the claim that holds a person's name
 * @param membershipsClaim the claim that lists what a person is in which tenant; if a token has none, our own list counts
 * @param allowPlatformAdmin whether a claim may make somebody platform staff
 * @param clockSkew how far the issuer's clock and ours may be apart
 */
public record OidcSettings(
        @Nullable String issuerUri,
        @Nullable String audience,
        @DefaultValue("email") String emailClaim,
        @DefaultValue("name") String nameClaim,
        @DefaultValue("atalaya_memberships") String membershipsClaim,
        @DefaultValue("false") boolean allowPlatformAdmin,
        @DefaultValue("PT10S") Duration clockSkew) {

    public OidcSettings {
        issuerUri = issuerUri == null || issuerUri.isBlank() ? null : issuerUri.strip();
        audience = audience == null || audience.isBlank() ? null : audience.strip();
        if (issuerUri != null && audience == null) {
            throw new IllegalArgumentException("atalaya.oidc.audience is required with atalaya.oidc.issuer-uri:"
                    + " without it, any token of that issuer would be accepted, whomever it was meant for");
        }
    }

    public boolean isExternal() {
        return issuerUri != null;
    }
}
