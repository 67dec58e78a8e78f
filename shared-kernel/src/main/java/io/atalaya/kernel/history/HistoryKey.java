package io.atalaya.kernel.history;

import io.atalaya.kernel.TenantId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * What only Atalaya itself has: the private key that signs checkpoints and evidence, and the secret that seals events when
 * they are appended. May be used by many threads.
 */
public final class HistoryKey {
    /** HMAC-SHA256's own length. */
    public static final int SEAL_BYTES = 32;

    private static final String ALGORITHM = "Ed25519";
    private static final String SEAL = "HmacSHA256";
    private static final String SEAL_FORMAT = "atalaya-seal-1";
    private static final String CHECKPOINT_SEAL_FORMAT = "atalaya-checkpoint-seal-1";

    private final HistoryPublicKey publicKey;
    /** PKCS #8 (RFC 8410), as it is stored. */
    private final byte[] privateKey;

    private final AsymmetricKeyParameter signing;
    private final byte[] sealSecret;
    private final long sealedFrom;
    private final Mac seal;

    /** @throws IllegalArgumentException if the private key is damaged */
    private HistoryKey(HistoryPublicKey publicKey, byte[] privateKey, byte[] sealSecret, long sealedFrom) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.signing = signing(privateKey);
        this.sealSecret = sealSecret;
        this.sealedFrom = sealedFrom;
        this.seal = mac(sealSecret);
    }

    /** A new one, which has sealed every event of the log from the first. */
    public static HistoryKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] secret = new byte[SEAL_BYTES];
            new SecureRandom().nextBytes(secret);
            return new HistoryKey(
                    HistoryPublicKey.of(pair.getPublic().getEncoded()),
                    pair.getPrivate().getEncoded(),
                    secret,
                    0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has Ed25519", impossible);
        }
    }

    /**
     * @param secrets as {@link #secrets()} gave them
     * @param sealedFrom events up to this position of the log have no seal
     * @throws IllegalArgumentException if they are damaged
     */
    public static HistoryKey restore(byte[] publicDer, byte[] secrets, long sealedFrom) {
        byte[] secret = Arrays.copyOf(secrets, SEAL_BYTES);
        byte[] pkcs8 = Arrays.copyOfRange(secrets, SEAL_BYTES, secrets.length);
        return new HistoryKey(HistoryPublicKey.of(publicDer), pkcs8, secret, sealedFrom);
    }

    /** All that must stay secret, to be stored. */
    public byte[] secrets() {
        byte[] secrets = Arrays.copyOf(sealSecret, SEAL_BYTES + privateKey.length);
        System.arraycopy(privateKey, 0, secrets, SEAL_BYTES, privateKey.length);
        return secrets;
    }

    public HistoryPublicKey publicKey() {
        return publicKey;
    }

    /** Every event behind this position of the log carries a seal. */
    public long sealedFrom() {
        return sealedFrom;
    }

    /** What shows that Atalaya itself appended the event. It does not say where in the log: the chain does. */
    public byte[] seal(StoredEvent event) {
        return seal(new Canonical().field(SEAL_FORMAT).event(event));
    }

    /** What shows that Atalaya itself has written the checkpoint, to Atalaya: others look at its signature. */
    public byte[] seal(Checkpoint checkpoint) {
        return seal(new Canonical()
                .field(CHECKPOINT_SEAL_FORMAT)
                .field(checkpoint.signedBytes())
                .field(checkpoint.signature()));
    }

    private byte[] seal(Canonical canonical) {
        Mac mac = fresh();
        mac.update(canonical.buffer(), 0, canonical.size());
        return mac.doFinal();
    }

    /** @return the checkpoint with this key's signature */
    public Checkpoint checkpoint(
            TenantId tenantId, long number, long sequence, long position, String hash, Instant at) {
        Checkpoint unsigned =
                new Checkpoint(tenantId, number, sequence, position, hash, at, sealedFrom, publicKey.id(), "");
        return new Checkpoint(
                tenantId,
                number,
                sequence,
                position,
                hash,
                at,
                sealedFrom,
                publicKey.id(),
                sign(unsigned.signedBytes()));
    }

    /** @return an Ed25519 signature, in hex */
    public String sign(byte[] bytes) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, signing);
        signer.update(bytes, 0, bytes.length);
        return HexFormat.of().formatHex(signer.generateSignature());
    }

    /** For Bouncy Castle, which signs in a tenth of the time that the platform's own implementation takes. */
    private static AsymmetricKeyParameter signing(byte[] privateKey) {
        try {
            return PrivateKeyFactory.createKey(privateKey);
        } catch (IOException | RuntimeException damaged) {
            throw new IllegalArgumentException("The stored key of the history cannot be read", damaged);
        }
    }

    /** Copying is far cheaper than asking the platform for a new one. */
    private Mac fresh() {
        try {
            return (Mac) seal.clone();
        } catch (CloneNotSupportedException unsupported) {
            return mac(sealSecret);
        }
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(SEAL);
            mac.init(new SecretKeySpec(secret, SEAL));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", impossible);
        }
    }
}
