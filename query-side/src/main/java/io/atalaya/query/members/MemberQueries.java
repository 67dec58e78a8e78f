package io.atalaya.query.members;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads members from the tables that decide on access, in which a change stands as soon as its command is answered, and
 * not from the log, which holds names and addresses as they once were.
 */
@Component
class MemberQueries {
    private final JdbcClient jdbc;

    MemberQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Page<MemberView> find(FindMembers query) {
        SiteId siteId = query.siteId();
        if (siteId != null) {
            requireSite(query.tenantId(), siteId);
        }
        Place after = Place.of(query.listing().cursor());
        List<MemberView> rows = jdbc.sql("select membership.user_id, role, site_ids, email, name from membership"
                        + " left join account on account.id = membership.user_id"
                        + " where membership.tenant_id = :tenant"
                        + " and (coalesce(email, ''), membership.user_id) > (:email, :user)"
                        + " and (:site::uuid is null or site_ids = '{}' or :site::uuid = any (site_ids))"
                        + " order by coalesce(email, ''), membership.user_id limit :limit")
                .param("tenant", query.tenantId().value())
                .param("email", after.email())
                .param("user", after.userId())
                .param("site", siteId == null ? null : siteId.value())
                .param("limit", query.listing().limit() + 1)
                .query(MemberQueries::member)
                .list();
        return query.listing().page(rows, member -> member, Place::of);
    }

    private void requireSite(TenantId tenantId, SiteId siteId) {
        boolean known = jdbc.sql("select exists(select 1 from directory_entry"
                        + " where tenant_id = :tenant and kind = 'SITE' and id = :site)")
                .param("tenant", tenantId.value())
                .param("site", siteId.value())
                .query(Boolean.class)
                .single();
        if (!known) {
            throw Rejection.notFound("Site");
        }
    }

    private static MemberView member(ResultSet row, int number) throws SQLException {
        UUID[] sites = (UUID[]) row.getArray("site_ids").getArray();
        return new MemberView(
                new UserId(row.getObject("user_id", UUID.class)),
                Role.valueOf(row.getString("role")),
                Arrays.stream(sites).sorted().map(SiteId::new).toList(),
                row.getString("email"),
                row.getString("name"));
    }

    /** Where in the order of the list a page ended. */
    private record Place(String email, UUID userId) {
        private static final Place START = new Place("", new UUID(0, 0));
        private static final int ID_LENGTH = 36;

        static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return START;
            }
            String text = Cursor.place(cursor);
            try {
                return new Place(text.substring(ID_LENGTH), UUID.fromString(text.substring(0, ID_LENGTH)));
            } catch (IndexOutOfBoundsException | IllegalArgumentException forged) {
                throw Cursor.invalid();
            }
        }

        static String of(MemberView member) {
            return member.userId() + (member.email() == null ? "" : member.email());
        }
    }
}
