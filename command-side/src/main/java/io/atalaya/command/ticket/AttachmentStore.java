package io.atalaya.command.ticket;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.event.TicketAttachmentAdded;
import io.atalaya.contract.ticket.event.TicketAttachmentRemoved;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the bytes of photos and documents, in PostgreSQL or in a folder. They are stored before the command that adds
 * them, since they may be many; the command's own transaction confirms them, and what none confirms is swept away.
 */
@Component
@ProcessingGroup(AttachmentStore.PROCESSING_GROUP)
public class AttachmentStore {
    public static final String PROCESSING_GROUP = "attachments";
    static final int CHUNK_BYTES = 262_144;
    /** No upload is under way for that long. */
    static final Duration UNCONFIRMED_FOR = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(AttachmentStore.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AttachmentSettings settings;
    private final Clock clock;

    AttachmentStore(JdbcClient jdbc, TransactionTemplate transaction, AttachmentSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Storing what is confirmed already changes nothing. */
    public void store(TenantId tenantId, AttachmentId id, Upload upload) {
        Path folder = settings.folder();
        String fileName = folder == null ? null : tenantId + "/" + id;
        boolean isNew = Boolean.TRUE.equals(TenantScope.tenant(
                tenantId,
                () -> transaction.execute(status -> {
                    boolean inserted = insert(tenantId, id, upload, fileName);
                    if (inserted && fileName == null) {
                        insertChunks(tenantId, id, upload.file());
                    }
                    return inserted;
                })));
        if (isNew && folder != null && fileName != null) {
            copy(upload.file(), folder.resolve(fileName));
        }
    }

    /** What a command that was refused leaves behind. */
    public void forget(TenantId tenantId, AttachmentId id) {
        TenantScope.tenant(tenantId, () -> transaction.execute(status -> remove(id, false)))
                .forEach(this::deleteFile);
    }

    @EventHandler
    void on(TicketAttachmentAdded event) {
        int confirmed = jdbc.sql(
                        "update attachment_content set confirmed = true where id = :id and tenant_id = :tenant")
                .param("id", event.attachmentId().value())
                .param("tenant", event.tenantId().value())
                .update();
        if (confirmed != 1) {
            throw new IllegalStateException("The bytes of attachment " + event.attachmentId() + " are not there");
        }
    }

    /** A file goes once it is certain that it is not needed any more. */
    @EventHandler
    void on(TicketAttachmentRemoved event) {
        List<String> files = remove(event.attachmentId(), true);
        CurrentUnitOfWork.get().afterCommit(done -> files.forEach(this::deleteFile));
    }

    /** Sweeps away what was stored for commands that never came. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    public void sweep() {
        List<String> files = TenantScope.everyTenant(() -> transaction.execute(status -> jdbc
                .sql("delete from attachment_content where not confirmed and stored_at < :before"
                        + " returning file_name")
                .param("before", clock.instant().minus(UNCONFIRMED_FOR).atOffset(ZoneOffset.UTC))
                .query((row, number) -> Optional.ofNullable(row.getString("file_name")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList()));
        files.forEach(this::deleteFile);
    }

    private boolean insert(TenantId tenantId, AttachmentId id, Upload upload, @Nullable String fileName) {
        remove(id, false);
        return jdbc.sql("insert into attachment_content (id, tenant_id, size, chunk_bytes, file_name, stored_at)"
                                + " values (:id, :tenant, :size, :chunk, :file, :now) on conflict do nothing")
                        .param("id", id.value())
                        .param("tenant", tenantId.value())
                        .param("size", upload.size())
                        .param("chunk", CHUNK_BYTES)
                        .param("file", fileName)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void insertChunks(TenantId tenantId, AttachmentId id, Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] chunk = bytes.readNBytes(CHUNK_BYTES);
            for (int number = 0; chunk.length > 0; number++) {
                jdbc.sql("insert into attachment_chunk (tenant_id, attachment_id, number, bytes)"
                                + " values (:tenant, :id, :number, :bytes)")
                        .param("tenant", tenantId.value())
                        .param("id", id.value())
                        .param("number", number)
                        .param("bytes", chunk)
                        .update();
                chunk = bytes.readNBytes(CHUNK_BYTES);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return the names of the files to delete */
    private List<String> remove(AttachmentId id, boolean confirmed) {
        return jdbc
                .sql("delete from attachment_content where id = :id and confirmed = :confirmed returning file_name")
                .param("id", id.value())
                .param("confirmed", confirmed)
                .query((row, number) -> Optional.ofNullable(row.getString("file_name")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Seen by others only when it is whole. */
    private static void copy(Path from, Path to) {
        try {
            Path parent = Objects.requireNonNull(to.getParent());
            Files.createDirectories(parent);
            Path partial = parent.resolve(UUID.randomUUID() + ".partial");
            try {
                Files.copy(from, partial);
                Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file that stays although nothing refers to it does no harm, so that the rest goes on. */
    private void deleteFile(String fileName) {
        Path folder = settings.folder();
        try {
            if (folder != null) {
                Files.deleteIfExists(folder.resolve(fileName));
            }
        } catch (IOException failure) {
            log.warn("Could not delete {} from the folder of attachments", fileName, failure);
        }
    }
}
