package io.atalaya.command.tenant;

import java.util.List;

/** On an endpoint's parameter: what the person that asks is in which tenants, as its token or our own list says. */
public record OwnMemberships(List<Membership> all) {}
