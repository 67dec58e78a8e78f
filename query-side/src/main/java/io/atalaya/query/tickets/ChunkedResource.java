package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.AttachmentId;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** Bytes that lie in chunks of the same size, the last of which may be shorter; one of them at a time is in memory. */
final class ChunkedResource extends AbstractResource {
    private final AttachmentId id;
    private final long size;
    private final int chunkBytes;
    private final IntFunction<byte[]> chunks;

    /** @param chunks gives the one of this number, from 0 */
    ChunkedResource(AttachmentId id, long size, int chunkBytes, IntFunction<byte[]> chunks) {
        this.id = id;
        this.size = size;
        this.chunkBytes = chunkBytes;
        this.chunks = chunks;
    }

    @Override
    public String getDescription() {
        return "attachment " + id;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return size;
    }

    @Override
    public InputStream getInputStream() {
        return new Chunks();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChunkedResource resource && resource.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private final class Chunks extends InputStream {
        private long position;
        private byte @Nullable [] chunk;
        private int number = -1;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (position >= size) {
                return -1;
            }
            byte[] bytes = chunkAt(position);
            int from = (int) (position % chunkBytes);
            int count = Math.min(length, bytes.length - from);
            System.arraycopy(bytes, from, target, offset, count);
            position += count;
            return count;
        }

        /** Without reading what is skipped. */
        @Override
        public long skip(long count) {
            long skipped = Math.clamp(count, 0, size - position);
            position += skipped;
            return skipped;
        }

        private byte[] chunkAt(long place) {
            int wanted = (int) (place / chunkBytes);
            byte[] present = chunk;
            if (present == null || number != wanted) {
                present = chunks.apply(wanted);
                chunk = present;
                number = wanted;
            }
            return present;
        }
    }
}
