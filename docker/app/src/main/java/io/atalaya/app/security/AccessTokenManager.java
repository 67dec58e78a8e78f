package io.atalaya.app.security;

import io.atalaya.kernel.Rejection;
import java.util.function.BiFunction;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Finds out whom an access token speaks for. */
final class AccessTokenManager implements AuthenticationManager {
    private final JwtDecoder decoder;
    private final BiFunction<Jwt, String, UserAuthentication> users;

    /** @param users makes a user of an accepted token and the remote address that it came from */
    AccessTokenManager(JwtDecoder decoder, BiFunction<Jwt, String, UserAuthentication> users) {
        this.decoder = decoder;
        this.users = users;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        String token = ((BearerTokenAuthenticationToken) presented).getToken();
        return users.apply(decode(token), ip(presented));
    }

    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException bad) {
            throw new InvalidBearerTokenException("The access token is not valid", bad);
        } catch (JwtException keysUnknown) {
            throw new CannotTellNow(Rejection.of(
                    Rejection.Code.ISSUER_UNAVAILABLE, "The keys of the token's issuer cannot be had now; try again"));
        }
    }

    private static String ip(Authentication presented) {
        return presented.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }
}
