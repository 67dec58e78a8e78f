package io.atalaya.query;

import io.atalaya.kernel.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Transient;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/** What every row of a read model has: its tenant, and the log position of the event that created it. */
@MappedSuperclass
public abstract class ReadModel implements Persistable<UUID> {
    @Id
    private UUID id;

    @Column(name = "tenant_id", nullable = false, updatable = false)
    private UUID tenantId;

    /** Orders lists: newest last. */
    @Column(name = "position", nullable = false, updatable = false)
    private long position;

    /** Otherwise JPA would have to look for a row that is not there. */
    @Transient
    private boolean isNew;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ReadModel() {}

    protected ReadModel(UUID id, TenantId tenantId, long position) {
        this.id = id;
        this.tenantId = tenantId.value();
        this.position = position;
        isNew = true;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @PrePersist
    void known() {
        isNew = false;
    }

    public UUID id() {
        return id;
    }

    public TenantId tenantId() {
        return new TenantId(tenantId);
    }

    public long position() {
        return position;
    }
}
