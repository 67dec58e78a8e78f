package io.atalaya.kernel.secret;

import io.atalaya.kernel.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is stored (AES-256-GCM). What is sealed says which key it needs: four bytes of the key's hash, a nonce of
 * twelve, then the text and its tag. So the key can be changed while older ones can still open.
 */
public final class SecretBox {
    /** Length of a key. */
    public static final int KEY_BYTES = 32;

    private static final int NAME_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<ByteBuffer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** @param keys of {@link #KEY_BYTES} each; the first seals, all open */
    public SecretBox(List<byte[]> keys) {
        for (byte[] key : keys) {
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("A key has " + KEY_BYTES + " bytes");
            }
            this.keys.put(name(key), new SecretKeySpec(key, "AES"));
        }
        if (this.keys.isEmpty()) {
            throw new IllegalArgumentException("There is no key to seal with");
        }
    }

    /** @param context what is sealed opens in the same context only */
    public byte[] seal(byte[] plain, byte[] context) {
        Map.Entry<ByteBuffer, SecretKeySpec> key = keys.entrySet().iterator().next();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key.getValue(), nonce, plain, context);
        return ByteBuffer.allocate(NAME_BYTES + NONCE_BYTES + sealed.length)
                .put(key.getKey().duplicate())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if no key opens it in this context */
    public byte[] open(byte[] stored, byte[] context) {
        SecretKeySpec key = keys.get(ByteBuffer.wrap(stored, 0, NAME_BYTES));
        if (key == null) {
            throw new IllegalStateException("A stored secret needs a key that is not configured");
        }
        byte[] nonce = Arrays.copyOfRange(stored, NAME_BYTES, NAME_BYTES + NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(stored, NAME_BYTES + NONCE_BYTES, stored.length);
        return run(Cipher.DECRYPT_MODE, key, nonce, sealed, context);
    }

    /** Whether it was sealed with a key that is known here, be it one that only opens. */
    public boolean holdsKeyOf(byte[] stored) {
        return stored.length > NAME_BYTES && keys.containsKey(ByteBuffer.wrap(stored, 0, NAME_BYTES));
    }

    /** Whether it was sealed with the key that seals now. */
    public boolean isOfFirstKey(byte[] stored) {
        return stored.length > NAME_BYTES
                && keys.keySet().iterator().next().equals(ByteBuffer.wrap(stored, 0, NAME_BYTES));
    }

    private static ByteBuffer name(byte[] key) {
        return ByteBuffer.wrap(Arrays.copyOf(Sha256.of(key), NAME_BYTES));
    }

    private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, byte[] input, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("A stored secret cannot be read", damaged);
        }
    }
}
