package io.atalaya.command.mqtt;

import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.access.Caller;

/**
 * Who is at the other end, once it has proven it.
 *
 * @param client who it is among the clients of its key
 * @param keyText the key as it was shown
 * @param isVersion5 whether it speaks MQTT 5, else 3.1.1
 * @param wantsReasons whether it wants to be told why something is refused, and has room for it
 */
record Peer(
        Client client,
        AuthenticatedKey key,
        String keyText,
        Caller caller,
        Session session,
        boolean isVersion5,
        boolean wantsReasons) {

    @Override
    public String toString() {
        return "Peer[" + client + "]";
    }

    /** Clients of different keys never are the same, whatever they call themselves. */
    record Client(ApiKeyId keyId, String id) {}
}
