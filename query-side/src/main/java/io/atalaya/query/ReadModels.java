package io.atalaya.query;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.NoRepositoryBean;

/** The reading and writing that all read models have in common. Nothing here can be asked without a tenant. */
@NoRepositoryBean
public interface ReadModels<R extends ReadModel> extends JpaRepository<R, UUID>, JpaSpecificationExecutor<R> {

    /** @throws Rejection if the tenant has no such thing */
    default R require(TenantId tenantId, UUID id, String what) {
        return findById(id).filter(row -> row.tenantId().equals(tenantId)).orElseThrow(() -> Rejection.notFound(what));
    }

    /** For projections: changes a row, which must be there, since the event that created it came before. */
    default void change(UUID id, Consumer<R> change) {
        R row = findById(id)
                .orElseThrow(() -> new IllegalStateException("The read model has no row " + id + " to change"));
        change.accept(row);
        saveAndFlush(row);
    }

    /**
     * For projections: writes a row unless the event has been handled before. Written at once, so that an error is found
     * where it can still be told which event it belongs to.
     */
    default void createOnce(UUID id, Supplier<R> row) {
        if (!existsById(id)) {
            saveAndFlush(row.get());
        }
    }

    /**
     * A page, newest first.
     *
     * @param filters attribute and wanted value; {@code null} values do not filter
     */
    default <V> Page<V> list(
            TenantId tenantId,
            Map<String, ? extends @Nullable Object> filters,
            @Nullable Specification<R> more,
            Listing listing,
            Function<R, V> view) {
        Long before = Cursor.position(listing.cursor());
        Specification<R> wanted = (row, query, is) -> is.equal(row.get("tenantId"), tenantId.value());
        if (before != null) {
            wanted = wanted.and((row, query, is) -> is.lessThan(row.get("position"), before));
        }
        for (Map.Entry<String, ? extends @Nullable Object> filter : filters.entrySet()) {
            Object value = filter.getValue();
            if (value != null) {
                wanted = wanted.and((row, query, is) -> is.equal(row.get(filter.getKey()), value));
            }
        }
        if (more != null) {
            wanted = wanted.and(more);
        }
        List<R> rows = findBy(
                wanted,
                query -> query.sortBy(Sort.by(Sort.Direction.DESC, "position"))
                        .limit(listing.limit() + 1)
                        .all());
        return listing.page(rows, view, row -> Long.toString(row.position()));
    }
}
