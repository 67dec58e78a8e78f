package io.atalaya.command.ticket;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes in files. They go to disk first, so that a slow sender holds neither memory nor a connection to the database, and
 * so that nothing is stored of what is refused.
 */
@Component
public class Uploads {
    private static final int BUFFER = 65_536;

    private final AttachmentSettings settings;

    Uploads(AttachmentSettings settings) {
        this.settings = settings;
    }

    /**
     * @param givenName as the sender calls it; {@code null} if it has none
     * @return whose file is to be {@linkplain #discard discarded}
     * @throws IOException if the sender stops sending
     * @throws Rejection if it is too large, empty, or of a type that is not taken
     */
    public Upload receive(InputStream bytes, @Nullable String givenName) throws IOException {
        Path file = Files.createTempFile("upload", null);
        try {
            MessageDigest digest = Sha256.digest();
            long size = copy(bytes, file, digest);
            AttachmentType type = type(file, givenName);
            return new Upload(
                    file,
                    type.name(givenName),
                    type.mediaType(),
                    size,
                    HexFormat.of().formatHex(digest.digest()));
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    public void discard(Upload upload) {
        try {
            Files.deleteIfExists(upload.file());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long copy(InputStream bytes, Path file, MessageDigest digest) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                size += count;
                if (size > settings.maxBytes()) {
                    throw Rejection.ofField(
                            Rejection.Code.PAYLOAD_TOO_LARGE,
                            "file",
                            "is larger than " + settings.maxBytes() + " bytes");
                }
                out.write(buffer, 0, count);
            }
        }
        if (size == 0) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "file", "is empty");
        }
        return size;
    }

    private static AttachmentType type(Path file, @Nullable String givenName) throws IOException {
        try (InputStream start = Files.newInputStream(file)) {
            byte[] first = start.readNBytes(AttachmentType.TELLING_BYTES);
            return AttachmentType.of(first, givenName == null ? "" : givenName)
                    .orElseThrow(() -> Rejection.ofField(
                            Rejection.Code.ATTACHMENT_TYPE_NOT_ALLOWED,
                            "file",
                            "is none of " + Arrays.toString(AttachmentType.values())));
        }
    }
}
