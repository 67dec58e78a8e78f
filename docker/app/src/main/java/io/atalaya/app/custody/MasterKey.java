package io.atalaya.app.custody;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Encrypts the keys of people. Without a configured master key, a random one is kept beside them: that keeps them out of
 * single tables that get about, but not from who has the whole database. Erasing does not depend on it.
 */
final class MasterKey {
    private static final Logger log = LoggerFactory.getLogger(MasterKey.class);

    private final SecretBox box;

    private MasterKey(SecretBox box) {
        this.box = box;
    }

    /**
     * Whatever is encrypted with a former key is encrypted with the present one from then on.
     *
     * @throws IllegalStateException if some person's key needs a master key that is not given
     */
    static MasterKey find(JdbcClient jdbc, PrivacySettings settings) {
        List<byte[]> keys = new ArrayList<>(settings.keys());
        Optional<byte[]> kept = kept(jdbc);
        if (keys.isEmpty()) {
            keys.add(kept.orElseGet(() -> create(jdbc)));
        } else {
            kept.ifPresent(keys::add);
        }
        MasterKey master = new MasterKey(new SecretBox(keys));
        master.takeOver(jdbc);
        return master;
    }

    byte[] wrap(byte[] key, UserId person) {
        return box.seal(key, context(person));
    }

    byte[] unwrap(byte[] wrapped, UserId person) {
        return box.open(wrapped, context(person));
    }

    private static byte[] context(UserId person) {
        return ("key of " + person).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> kept(JdbcClient jdbc) {
        return jdbc.sql("select key from person_master_key")
                .query((row, number) -> row.getBytes("key"))
                .optional();
    }

    /** Of several nodes that start together, one makes it. */
    private static byte[] create(JdbcClient jdbc) {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        jdbc.sql("insert into person_master_key (key) values (:key) on conflict do nothing")
                .param("key", key)
                .update();
        return kept(jdbc).orElseThrow();
    }

    /** One row of each master key tells whether there is anything to do. */
    private void takeOver(JdbcClient jdbc) {
        List<byte[]> samples = jdbc.sql("select distinct on (substring(wrapped for 4)) wrapped from person_key"
                        + " where wrapped is not null")
                .query((row, number) -> row.getBytes("wrapped"))
                .list();
        if (!samples.stream().allMatch(box::holdsKeyOf)) {
            throw new IllegalStateException("Keys of people in this database are encrypted with another master key:"
                    + " name it in atalaya.privacy.encryption-key or former-encryption-keys");
        }
        if (!samples.stream().allMatch(box::isOfFirstKey)) {
            List<Wrapped> old = jdbc
                    .sql("select person_id, wrapped from person_key where wrapped is not null")
                    .query((row, number) ->
                            new Wrapped(new UserId(row.getObject("person_id", UUID.class)), row.getBytes("wrapped")))
                    .list()
                    .stream()
                    .filter(wrapped -> !box.isOfFirstKey(wrapped.bytes()))
                    .toList();
            old.forEach(wrapped -> takeOver(jdbc, wrapped));
            log.info("The keys of {} people are encrypted with the present master key now", old.size());
        }
    }

    /** Unless somebody else has done it, or has erased the person. */
    private void takeOver(JdbcClient jdbc, Wrapped old) {
        jdbc.sql("update person_key set wrapped = :new where person_id = :person and wrapped = :old")
                .param("new", wrap(unwrap(old.bytes(), old.person()), old.person()))
                .param("person", old.person().value())
                .param("old", old.bytes())
                .update();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Wrapped(UserId person, byte[] bytes) {}
}
