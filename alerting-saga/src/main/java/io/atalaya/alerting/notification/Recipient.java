package io.atalaya.alerting.notification;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who gets a message. Addresses are not kept here: a member's is looked up, a mailbox's is among its channel's. */
sealed interface Recipient {
    /** Stored, and part of what a notification's id follows from. */
    String key();

    /** The endpoint or topic of the channel. */
    record Endpoint() implements Recipient {
        @Override
        public String key() {
            return "";
        }
    }

    record Member(UserId userId) implements Recipient {
        @Override
        public String key() {
            return userId.toString();
        }
    }

    /** @param shown the address with most of its name left out */
    record Mailbox(String key, String shown) implements Recipient {
        private static final int HASH_BYTES = 12;

        static Mailbox of(String address) {
            byte[] hash = Arrays.copyOf(Sha256.of(address), HASH_BYTES);
            int at = address.indexOf('@');
            return new Mailbox(
                    "mailbox:" + HexFormat.of().formatHex(hash), address.charAt(0) + "***" + address.substring(at));
        }
    }

    /** The member, if it is one. */
    default @Nullable UserId member() {
        return this instanceof Member member ? member.userId() : null;
    }
}
