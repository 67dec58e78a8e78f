package io.atalaya.kernel.access;

import io.atalaya.kernel.Query;

/**
 * A question whose answer holds only what stands on the asker's sites; the rest does not exist. The query bus refuses it
 * if it asks for more than its sender may see.
 */
public interface SiteScopedQuery extends Query {
    /** Where to look. */
    SiteLimit within();
}
