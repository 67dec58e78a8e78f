package io.atalaya.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys on real PostgreSQL, seen by two nodes with one clock that the test moves on. */
class SigningKeysTest {
    private static final TokenSettings SETTINGS =
            new TokenSettings(Duration.ofMinutes(15), Duration.ofDays(7), Duration.ofSeconds(10), Duration.ofDays(90));

    private final DataSource database = TestPostgres.migratedDatabase();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final SigningKeys here = keys();
    private final SigningKeys there = keys();

    @BeforeEach
    void settle() {
        here.rotateWhenDue();
        now = now.plus(SigningKeys.ANNOUNCEMENT).plus(SigningKeys.FRESHNESS);
    }

    @Test
    void aNewKeyIsKnownEverywhereBeforeItSigns() {
        AccessTokens issuing = new AccessTokens(here, SETTINGS, clock);
        JwtDecoder elsewhere = new AccessTokens(there, SETTINGS, clock).decoder();
        JWK old = here.signing();
        UserId user = UserId.next();
        String before = issuing.issue(user);

        now = now.plus(SETTINGS.signingKey());
        there.published();
        here.rotateWhenDue();
        assertThat(here.signing().getKeyID()).isEqualTo(old.getKeyID());
        for (int second = 0; second < 60; second += 5) {
            now = now.plusSeconds(5);
            assertThat(elsewhere.decode(issuing.issue(user)).getSubject()).isEqualTo(user.toString());
        }
        assertThat(here.signing().getKeyID()).isNotEqualTo(old.getKeyID());
        assertThat(here.signing().getKeyID()).isEqualTo(there.signing().getKeyID());
        assertThat(before).isNotEmpty();
        assertThat(here.published().getKeyByKeyId(old.getKeyID()))
                .as("the old one still verifies")
                .isNotNull();

        now = now.plus(SETTINGS.signingKey()).plus(Duration.ofDays(2));
        here.rotateWhenDue();
        now = now.plus(SigningKeys.FRESHNESS);
        assertThat(here.published().getKeyByKeyId(old.getKeyID()))
                .as("and is forgotten in the end")
                .isNull();
    }

    @Test
    void onlyPublicHalvesArePublished() {
        assertThat(here.published().toString()).doesNotContain("\"d\"");
        assertThat(Node.shared()
                        .api()
                        .get("/api/v1/auth/jwks")
                        .expect(200)
                        .response()
                        .body())
                .contains("\"kty\":\"EC\"")
                .doesNotContain("\"d\"");
    }

    private SigningKeys keys() {
        return new SigningKeys(
                JdbcClient.create(database),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                SETTINGS,
                clock);
    }
}
