package io.atalaya.command.idempotency;

import io.atalaya.kernel.Sha256;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has been read already, for its fingerprint, and can be read again by the endpoint. A long body, that
 * is a file, waits on disk.
 */
final class RepeatableRequest extends HttpServletRequestWrapper implements AutoCloseable {
    private static final int IN_MEMORY_BYTES = 1_048_576;

    private final byte[] bodyDigest;
    private final byte[] head;
    private final @Nullable Path file;

    /** @throws IOException if the body cannot be read or is too large */
    RepeatableRequest(HttpServletRequest request) throws IOException {
        super(request);
        MessageDigest digest = Sha256.digest();
        InputStream body = new DigestInputStream(request.getInputStream(), digest);
        byte[] first = body.readNBytes(IN_MEMORY_BYTES + 1);
        if (first.length <= IN_MEMORY_BYTES) {
            head = first;
            file = null;
        } else {
            head = new byte[0];
            file = spool(first, body);
        }
        bodyDigest = digest.digest();
    }

    /** SHA-256. */
    byte[] bodyDigest() {
        return bodyDigest;
    }

    private static Path spool(byte[] first, InputStream rest) throws IOException {
        Path file = Files.createTempFile("request", null);
        try (OutputStream out = Files.newOutputStream(file)) {
            new SequenceInputStream(new ByteArrayInputStream(first), rest).transferTo(out);
            return file;
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        InputStream body = file == null ? new ByteArrayInputStream(head) : Files.newInputStream(file);
        return new Again(body);
    }

    private static final class Again extends ServletInputStream {
        private final InputStream body;
        private boolean finished;

        Again(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            finished = next < 0;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = body.read(target, offset, length);
            finished = count < 0;
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Requests are handled on blocking threads");
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
