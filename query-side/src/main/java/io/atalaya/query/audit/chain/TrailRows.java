package io.atalaya.query.audit.chain;

/**
 * How rows of the audit trail are read together with what they stand for. Events and links are looked up one by one, in the
 * order of the trail: PostgreSQL would rather read the whole log for each part, or, of a history that has grown since it last
 * looked at how long it is, compare each event of a part with each link of it. The log says of no row whose it is, so an event is
 * shown to nobody but those whose link leads to it.
 */
public final class TrailRows {
    /** Joins what the log holds, as log, to rows of a trail named event. */
    public static final String WITH_EVENT =
            " join lateral (select event_identifier, payload, meta_data from domain_event"
                    + " where global_index = event.position offset 0) log on true";
    /** And the link, as link. */
    public static final String WITH_EVENT_AND_LINK = WITH_EVENT
            + " join lateral (select hash from audit_link"
            + " where tenant_id = event.tenant_id and sequence = event.sequence and position = event.position offset 0)"
            + " link on true";

    private TrailRows() {}
}
