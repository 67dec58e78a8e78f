package io.atalaya.kernel.history;

import io.atalaya.kernel.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of the key that signs checkpoints and evidence: an Ed25519 key (RFC 8032). */
public final class HistoryPublicKey {
    private static final String ALGORITHM = "Ed25519";

    private final PublicKey key;
    private final String id;

    private HistoryPublicKey(PublicKey key) {
        this.key = key;
        this.id = HexFormat.of().formatHex(Sha256.of(key.getEncoded()));
    }

    /**
     * @param der a SubjectPublicKeyInfo (RFC 8410)
     * @throws IllegalArgumentException if it is none of this kind
     */
    public static HistoryPublicKey of(byte[] der) {
        try {
            return new HistoryPublicKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalArgumentException("Not an Ed25519 public key", damaged);
        }
    }

    /**
     * @param text PEM (RFC 7468), or only the Base64 in it
     * @throws IllegalArgumentException if it is none of this kind
     */
    public static HistoryPublicKey parse(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return of(Base64.getDecoder().decode(base64));
    }

    /** SHA-256 of the DER form, in hex: the key's name, by which it can be read out over the telephone. */
    public String id() {
        return id;
    }

    public byte[] der() {
        return key.getEncoded();
    }

    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** @param signature in hex; one that is damaged verifies nothing */
    public boolean verifies(byte[] signed, String signature) {
        try {
            Signature verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(HexFormat.of().parseHex(signature));
        } catch (SignatureException | IllegalArgumentException damaged) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has Ed25519", impossible);
        }
    }
}
