package io.atalaya.kernel.privacy;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.secret.SecretBox;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that hold what events say about people, one for each person. */
public interface PersonalKeys {
    /**
     * Part of the transaction that stores what is sealed. A person who has no key yet gets one.
     *
     * @return {@code null} for a person who has been erased: nothing about them is stored any more
     */
    @Nullable
    SecretBox toSeal(UserId person);

    /** @return {@code null} for a person who has been erased, or whom nobody here has ever heard of */
    @Nullable
    SecretBox toOpen(UserId person);

    /** Part of the transaction that erases the person. Forgets the key for good; repeating it changes nothing. */
    void erase(UserId person);

    /** Part of the transaction that lets an erased person come back, by their own will. What was sealed before stays lost. */
    void renew(UserId person);

    /** When the person was erased; empty for everybody else. Asks what is stored, and it stays so for this transaction. */
    Optional<Instant> erasedAt(UserId person);

    /** Whether the person was erased so lately that somebody may still hold an access token of theirs. Costs no statement. */
    boolean wasErasedLately(UserId person);
}
