package io.atalaya.command.identity.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes, found as OpenID Connect Discovery says. Asked anew each time: how often is up to
 * whoever asks. Nothing is asked before the first token comes, so an issuer that is down holds up no start.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final int TIMEOUT_MS = 2_000;
    private static final int MAX_BYTES = 1 << 18;

    private final String issuerUri;
    private final ResourceRetriever http = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);

    IssuerKeys(String issuerUri) {
        this.issuerUri = issuerUri;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long currentTime, SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            Map<String, Object> metadata = JSONObjectUtils.parse(read(issuerUri.replaceFirst("/$", "") + METADATA));
            if (!issuerUri.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
                throw new JWKSetUnavailableException("What is at " + issuerUri + " says to be another issuer");
            }
            return JWKSet.parse(read(String.valueOf(JSONObjectUtils.getString(metadata, "jwks_uri"))));
        } catch (IOException | ParseException | URISyntaxException | IllegalArgumentException failure) {
            // Without the stack: this may happen with many requests.
            log.warn("The issuer {} does not tell its keys: {}", issuerUri, failure.toString());
            throw new JWKSetUnavailableException("The issuer does not tell its keys", failure);
        }
    }

    private String read(String address) throws IOException, URISyntaxException {
        URL url = new URI(address).toURL();
        return http.retrieveResource(url).getContent();
    }

    @Override
    public void close() {
        // Holds nothing open: each question has a connection of its own.
    }
}
