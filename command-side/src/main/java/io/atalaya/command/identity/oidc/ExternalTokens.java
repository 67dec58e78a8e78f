package io.atalaya.command.identity.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.atalaya.command.identity.OidcSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Access tokens of the external issuer: JWTs that one of its published keys has signed. */
@Component
public class ExternalTokens {
    /** Asymmetric ones only: a key that everybody can read must not be taken for a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    /** RFC 9068 asks for at+jwt, but many issuers write JWT or nothing. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null);
    /** OpenID Connect Core, section 2: at most 255 ASCII characters. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /** How long known keys serve while the issuer does not answer. */
    private static final Duration KEEP = Duration.ofHours(1);
    /** How old known keys become while it does; a key that the issuer withdraws is accepted no longer than this. */
    private static final Duration FRESHNESS = Duration.ofMinutes(5);
    /** The issuer is asked twice in this time at most, however many tokens name keys that nobody knows. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OidcSettings settings;
    private final Clock clock;

    ExternalTokens(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Accepts the issuer's tokens for our audience only. The issuer is asked for its keys when a token names one that is
     * not known yet; if that is not possible, the decoder fails without calling the token bad.
     *
     * @throws NullPointerException unless the settings name an issuer
     */
    public JwtDecoder decoder() {
        String issuer = Objects.requireNonNull(settings.issuerUri());
        String audience = Objects.requireNonNull(settings.audience());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(TYPES);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(issuer)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        JwtTimestampValidator timestamps = new JwtTimestampValidator(settings.clockSkew());
        timestamps.setClock(clock);
        timestamps.setAllowEmptyExpiryClaim(false);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                timestamps,
                new JwtClaimValidator<>("iss", issuer::equals),
                new JwtClaimValidator<List<String>>("aud", named -> named != null && named.contains(audience)),
                new JwtClaimValidator<String>(
                        "sub",
                        subject -> subject != null && SUBJECT.matcher(subject).matches())));
        return decoder;
    }

    private static JWKSource<SecurityContext> keys(String issuer) {
        return JWKSourceBuilder.create(new IssuerKeys(issuer))
                .cache(KEEP.toMillis(), PATIENCE.toMillis())
                .refreshAheadCache(
                        KEEP.minus(FRESHNESS).toMillis(),
                        null,
                        Executors.newVirtualThreadPerTaskExecutor(),
                        true,
                        null,
                        false)
                .rateLimited(INTERVAL.toMillis())
                .build();
    }
}
