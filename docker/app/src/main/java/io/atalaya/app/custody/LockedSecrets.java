package io.atalaya.app.custody;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts with a secret of the configuration: AES-256-GCM under a key that PBKDF2 (RFC 8018, HMAC-SHA256) derives, since
 * people choose such secrets. The nonce comes first.
 */
final class LockedSecrets {
    private static final int ITERATIONS = 310_000;
    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private LockedSecrets() {}

    static byte[] newSalt() {
        return random(SALT_BYTES);
    }

    static byte[] lock(byte[] secrets, String secret, byte[] salt) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, secret, salt, nonce).doFinal(secrets);
            byte[] locked = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, locked, NONCE_BYTES, encrypted.length);
            return locked;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES-GCM", impossible);
        }
    }

    /** @throws IllegalArgumentException if it is another secret, or the bytes have been changed */
    static byte[] unlock(byte[] locked, String secret, byte[] salt) {
        byte[] nonce = Arrays.copyOf(locked, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, secret, salt, nonce)
                    .doFinal(locked, NONCE_BYTES, locked.length - NONCE_BYTES);
        } catch (AEADBadTagException wrong) {
            throw new IllegalArgumentException("The secret does not fit", wrong);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES-GCM", impossible);
        }
    }

    private static Cipher cipher(int mode, String secret, byte[] salt, byte[] nonce) throws GeneralSecurityException {
        SecretKey derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, KEY_BITS));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
