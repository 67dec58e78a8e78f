package io.atalaya.kernel.access;

import java.util.List;

/**
 * Who is asking, once for each tenant that they are a member of, or for the one alone that the request names. What is
 * asked of several tenants is asked of each by itself, since each has its own rows, role and sites.
 */
public record ServedTenants(List<Caller> callers) {
    public ServedTenants {
        callers = List.copyOf(callers);
    }
}
