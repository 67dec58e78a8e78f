package io.atalaya.query.members;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member, as clients see it.
 *
 * @param siteIds the sites that the membership is limited to; empty means all
 * @param email absent if the account does not exist any more, as after an erasure; so is the name
 */
public record MemberView(
        UserId userId,
        Role role,
        List<SiteId> siteIds,
        @Nullable String email,
        @Nullable String name) {}
