package io.atalaya.query;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.SiteScopedQuery;
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

/**
 * The reading and writing that all read models have in common. Nothing here can be asked without a tenant, nor by a
 * question that keeps to some sites without keeping to them.
 */
@NoRepositoryBean
public interface ReadModels<R extends ReadModel> extends JpaRepository<R, UUID>, JpaSpecificationExecutor<R> {

    /** @throws Rejection if the asker's tenant has no such thing, or not where the asker may look */
    default R require(Query query, UUID id, String what) {
        return findOne(visibleTo(query).and((row, sql, is) -> is.equal(row.get("id"), id)))
                .orElseThrow(() -> Rejection.notFound(what));
    }

    /** The rows that the answer to a query may hold. */
    default Specification<R> visibleTo(Query query) {
        Specification<R> own =
                (row, sql, is) -> is.equal(row.get("tenantId"), query.tenantId().value());
        if (query instanceof SiteScopedQuery scoped && !scoped.within().isNone()) {
            return own.and(standingOn(
                    scoped.within().siteIds().stream().map(SiteId::value).toList()));
        }
        return own;
    }

    /** What stands on one of these sites; for rows with an attribute {@code siteId}. */
    default Specification<R> standingOn(List<UUID> siteIds) {
        return (row, sql, is) -> row.get("siteId").in(siteIds);
    }

    /** For projections: changes a row, which must be there, since the event that created it came before. */
    default void change(UUID id, Consumer<R> change) {
        R row = findById(id)
                .orElseThrow(() -> new IllegalStateException("The read model has no row " + id + " to change"));
        if (WrittenTogether.isAsked()) {
            WrittenTogether.readAllLike(row);
            change.accept(row);
        } else {
            change.accept(row);
            saveAndFlush(row);
        }
    }

    /**
     * For projections: writes a row unless the event has been handled before. Written at once, so that an error is found
     * where it can still be told which event it belongs to; but see {@link WrittenTogether}.
     */
    default void createOnce(UUID id, Supplier<R> row) {
        if (WrittenTogether.isAsked()) {
            save(row.get());
        } else if (!existsById(id)) {
            saveAndFlush(row.get());
        }
    }

    /**
     * A page, newest first.
     *
     * @param filters attribute and wanted value; {@code null} values do not filter
     */
    default <V> Page<V> list(
            Query query,
            Map<String, ? extends @Nullable Object> filters,
            @Nullable Specification<R> more,
            Listing listing,
            Function<R, V> view) {
        Long before = Cursor.position(listing.cursor());
        Specification<R> wanted = visibleTo(query);
        if (before != null) {
            wanted = wanted.and((row, sql, is) -> is.lessThan(row.get("position"), before));
        }
        for (Map.Entry<String, ? extends @Nullable Object> filter : filters.entrySet()) {
            Object value = filter.getValue();
            if (value != null) {
                wanted = wanted.and((row, sql, is) -> is.equal(row.get(filter.getKey()), value));
            }
        }
        if (more != null) {
            wanted = wanted.and(more);
        }
        List<R> rows = findBy(
                wanted,
                found -> found.sortBy(Sort.by(Sort.Direction.DESC, "position"))
                        .limit(listing.limit() + 1)
                        .all());
        return listing.page(rows, view, row -> Long.toString(row.position()));
    }
}
