package io.atalaya.app.custody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaya.app.support.StandingClock;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.secret.SecretBox;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A person's key is the same on every node, survives every restart, and is gone for good once the person is. */
class PersonKeysTest {
    private static final byte[] CONTEXT = "here".getBytes(UTF_8);
    private static final PrivacySettings NO_KEY = new PrivacySettings(null, List.of());

    private final DataSource database = TestPostgres.migratedDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final UserId ada = UserId.next();

    @Test
    void everyNodeHasTheSameKey() {
        byte[] sealed = sealed(node(), "Ada");

        assertThat(opened(node(), sealed)).isEqualTo("Ada");
        assertThat(sealed(node(), "Ada")).isNotEqualTo(sealed);
        assertThat(jdbc.sql("select count(*) from person_key").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void aKeyThatIsKnownCostsNoStatement() {
        PersonKeys node = node();
        byte[] sealed = sealed(node, "Ada");
        jdbc.sql("alter table person_key rename to person_key_away").update();

        assertThat(opened(node, sealed)).isEqualTo("Ada");
        assertThat(opened(node, sealed(node, "Ada again"))).isEqualTo("Ada again");
    }

    @Test
    void aKeyThatIsRolledBackSealsNothingElse() {
        PersonKeys node = node();
        transaction.executeWithoutResult(status -> {
            assertThat(opened(node, sealed(node, "Ada"))).isEqualTo("Ada");
            status.setRollbackOnly();
        });

        assertThat(node.toOpen(ada)).isNull();
        byte[] sealed = Objects.requireNonNull(transaction.execute(status -> sealed(node, "Ada")));
        assertThat(opened(node(), sealed)).isEqualTo("Ada");
    }

    @Test
    void whoIsErasedIsErasedOnEveryNodeAndForGood() {
        PersonKeys here = node();
        PersonKeys there = node();
        byte[] sealed = sealed(here, "Ada");
        assertThat(opened(there, sealed)).isEqualTo("Ada");

        transaction.executeWithoutResult(status -> here.erase(ada));
        assertThat(there.erasedAt(ada)).as("even before it has noticed").isPresent();
        there.followErasures();

        for (PersonKeys node : List.of(here, there, node())) {
            assertThat(node.toOpen(ada)).isNull();
            assertThat(node.toSeal(ada)).isNull();
            assertThat(node.erasedAt(ada)).contains(new StandingClock().instant());
        }
        assertThat(here.wasErasedLately(ada)).isTrue();
        assertThat(there.wasErasedLately(ada)).isTrue();
        assertThat(there.wasErasedLately(UserId.next())).isFalse();
        assertThat(jdbc.sql("select count(*) from person_key where wrapped is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anErasureThatIsRolledBackErasesNothing() {
        PersonKeys node = node();
        byte[] sealed = sealed(node, "Ada");
        transaction.executeWithoutResult(status -> {
            node.erase(ada);
            assertThat(node.toOpen(ada)).isNull();
            status.setRollbackOnly();
        });

        assertThat(opened(node, sealed)).isEqualTo("Ada");
        assertThat(node.wasErasedLately(ada)).isFalse();
    }

    @Test
    void whoComesBackHasANewKey() {
        PersonKeys node = node();
        byte[] before = sealed(node, "Ada");
        transaction.executeWithoutResult(status -> node.erase(ada));
        transaction.executeWithoutResult(status -> node.renew(ada));

        assertThat(opened(node(), sealed(node, "Ada"))).isEqualTo("Ada");
        assertThat(Objects.requireNonNull(node.toOpen(ada)).holdsKeyOf(before)).isFalse();
        assertThat(node.wasErasedLately(ada)).isFalse();
        assertThat(node.erasedAt(ada)).isEmpty();
    }

    @Test
    void whoIsErasedAndComesBackBeforeOthersHaveNoticedHasTheNewKeyThereToo() {
        PersonKeys here = node();
        PersonKeys there = node();
        byte[] before = sealed(there, "Ada");
        transaction.executeWithoutResult(status -> here.erase(ada));
        transaction.executeWithoutResult(status -> here.renew(ada));

        there.followErasures();

        assertThat(Objects.requireNonNull(there.toOpen(ada)).holdsKeyOf(before)).isFalse();
        assertThat(opened(here, sealed(there, "Ada"))).isEqualTo("Ada");
        assertThat(there.wasErasedLately(ada)).isFalse();
    }

    @Test
    void keysAreTakenOverByANewMasterKeyAndTheOldOneCanGo() {
        byte[] sealed = sealed(node(), "Ada");

        assertThat(opened(node(configured(1)), sealed)).isEqualTo("Ada");
        assertThat(opened(node(configured(2), configured(1)), sealed)).isEqualTo("Ada");
        assertThat(opened(node(configured(2)), sealed)).isEqualTo("Ada");
    }

    @Test
    void withoutTheMasterKeyNothingStarts() {
        sealed(node(configured(1)), "Ada");

        assertThatThrownBy(() -> node(configured(2))).hasMessageContaining("another master key");
        assertThatThrownBy(() -> node(NO_KEY)).hasMessageContaining("another master key");
        assertThat(jdbc.sql("select wrapped from person_key")
                        .query(byte[].class)
                        .single())
                .hasSizeGreaterThan(SecretBox.KEY_BYTES);
    }

    @Test
    void aMasterKeyIsThirtyTwoBytesInBase64() {
        assertThatThrownBy(() -> node(new PrivacySettings("c2hvcnQ=", List.of())))
                .hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> node(new PrivacySettings("no base 64!", List.of())))
                .hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new PrivacySettings(null, List.of(text(1))))
                .hasMessageContaining("former-encryption-keys");
        assertThat(configured(1).toString()).doesNotContain(text(1));
    }

    private byte[] sealed(PersonKeys node, String text) {
        return Objects.requireNonNull(node.toSeal(ada)).seal(text.getBytes(UTF_8), CONTEXT);
    }

    private String opened(PersonKeys node, byte[] sealed) {
        return new String(Objects.requireNonNull(node.toOpen(ada)).open(sealed, CONTEXT), UTF_8);
    }

    private PersonKeys node() {
        return node(NO_KEY);
    }

    private PersonKeys node(PrivacySettings settings, PrivacySettings... former) {
        PrivacySettings all = former.length == 0
                ? settings
                : new PrivacySettings(
                        settings.encryptionKey(),
                        Arrays.stream(former)
                                .map(PrivacySettings::encryptionKey)
                                .map(PersonKeysTest::required)
                                .toList());
        return new PersonKeys(jdbc, MasterKey.find(jdbc, all), new StandingClock(), Duration.ofHours(1));
    }

    private static String required(@Nullable String key) {
        return Objects.requireNonNull(key);
    }

    private static PrivacySettings configured(int content) {
        return new PrivacySettings(text(content), List.of());
    }

    private static String text(int content) {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        Arrays.fill(key, (byte) content);
        return Base64.getEncoder().encodeToString(key);
    }
}
