package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The bytes of photos and documents. Whoever asks for them has been found to be allowed to see them. */
@Component
public class AttachmentContents {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AttachmentFolder folder;

    AttachmentContents(JdbcClient jdbc, TransactionTemplate transaction, AttachmentFolder folder) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.folder = folder;
    }

    /**
     * From wherever they are, never all of them in memory.
     *
     * @throws Rejection if they have been removed
     */
    public Resource of(TenantId tenantId, AttachmentId id) {
        Stored stored = TenantScope.tenant(
                tenantId,
                () -> transaction.execute(
                        status -> jdbc.sql("select size, chunk_bytes, file_name from attachment_content"
                                        + " where tenant_id = :tenant and id = :id and confirmed")
                                .param("tenant", tenantId.value())
                                .param("id", id.value())
                                .query((row, number) -> new Stored(
                                        row.getLong("size"), row.getInt("chunk_bytes"), row.getString("file_name")))
                                .optional()
                                .orElseThrow(() -> Rejection.notFound("Attachment"))));
        if (stored.fileName() == null) {
            return new ChunkedResource(id, stored.size(), stored.chunkBytes(), number -> chunk(tenantId, id, number));
        }
        Path path = folder.path();
        if (path == null) {
            throw new IllegalStateException("Attachment " + id + " is in a folder, but none is set");
        }
        return new FileSystemResource(path.resolve(stored.fileName()));
    }

    /** Each in a transaction of its own, so that a slow reader holds no connection. */
    private byte[] chunk(TenantId tenantId, AttachmentId id, int number) {
        return TenantScope.tenant(
                tenantId,
                () -> transaction.execute(status -> jdbc.sql("select bytes from attachment_chunk"
                                + " where tenant_id = :tenant and attachment_id = :id and number = :number")
                        .param("tenant", tenantId.value())
                        .param("id", id.value())
                        .param("number", number)
                        .query(byte[].class)
                        .single()));
    }

    private record Stored(
            long size, int chunkBytes, @Nullable String fileName) {}
}
