package io.atalaya.kernel.access;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Rejection;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sites that the sender of a message may see and act on.
 *
 * @param siteIds empty means all of the tenant, and what stands on none
 */
public record SiteLimit(Set<SiteId> siteIds) {
    public static final SiteLimit NONE = new SiteLimit(Set.of());

    public SiteLimit {
        siteIds = Set.copyOf(siteIds);
    }

    /**
     * What a message's metadata says. Without a word, there is no limit: the buses let only messages of Atalaya itself
     * pass without one.
     *
     * @throws IllegalArgumentException if it is not {@link #text()}
     */
    public static SiteLimit of(Map<String, ?> metadata) {
        Object text = metadata.get(MetadataKeys.SITES);
        if (text == null || text.toString().isEmpty()) {
            return NONE;
        }
        return new SiteLimit(
                Arrays.stream(text.toString().split(",")).map(SiteId::of).collect(Collectors.toUnmodifiableSet()));
    }

    public boolean isNone() {
        return siteIds.isEmpty();
    }

    /** @param siteId {@code null} for what stands on no site, which only those see who are not limited */
    public boolean allows(@Nullable SiteId siteId) {
        return isNone() || (siteId != null && siteIds.contains(siteId));
    }

    /** Whether who is limited to the other sites stays within these. */
    public boolean covers(SiteLimit other) {
        return isNone() || (!other.isNone() && siteIds.containsAll(other.siteIds));
    }

    /** The ids with commas between them, in order; empty for no limit. */
    public String text() {
        return siteIds.stream().map(SiteId::toString).sorted().collect(Collectors.joining(","));
    }

    /** The answer to a limited member who asks for what concerns the tenant as a whole. */
    public static Rejection wholeTenant() {
        return Rejection.of(
                Rejection.Code.FORBIDDEN, "This concerns the whole tenant, and your membership is limited to sites");
    }
}
