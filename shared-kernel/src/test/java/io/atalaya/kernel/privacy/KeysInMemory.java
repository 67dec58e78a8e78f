package io.atalaya.kernel.privacy;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.secret.SecretBox;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys of people, without a database. */
final class KeysInMemory implements PersonalKeys {
    private final Map<UserId, SecretBox> boxes = new HashMap<>();
    private final Set<UserId> erased = new HashSet<>();
    private int made;

    int made() {
        return made;
    }

    @Override
    public @Nullable SecretBox toSeal(UserId person) {
        return erased.contains(person) ? null : boxes.computeIfAbsent(person, id -> box());
    }

    @Override
    public @Nullable SecretBox toOpen(UserId person) {
        return boxes.get(person);
    }

    @Override
    public void erase(UserId person) {
        boxes.remove(person);
        erased.add(person);
    }

    @Override
    public void renew(UserId person) {
        erased.remove(person);
    }

    @Override
    public Optional<Instant> erasedAt(UserId person) {
        return erased.contains(person) ? Optional.of(Instant.EPOCH) : Optional.empty();
    }

    @Override
    public boolean wasErasedLately(UserId person) {
        return erased.contains(person);
    }

    private SecretBox box() {
        made++;
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new SecretBox(List.of(key));
    }
}
