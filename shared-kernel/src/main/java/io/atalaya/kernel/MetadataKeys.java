package io.atalaya.kernel;

/** Keys of the metadata that every command and event carries, so that any effect can be traced to its cause. */
public final class MetadataKeys {
    /** The tenant, as {@link TenantId#toString()}. */
    public static final String TENANT_ID = "tenantId";
    /** {@link Actor.Type} by name. */
    public static final String ACTOR_TYPE = "actorType";
    /** {@link Actor#id()}. */
    public static final String ACTOR_ID = "actorId";
    /** The {@link io.atalaya.kernel.access.Role} that the actor used, by name; absent for the system itself. */
    public static final String ROLE = "role";
    /** What an API key may do, as names of {@link io.atalaya.kernel.access.KeyAccess}; it counts instead of the role. */
    public static final String KEY_ACCESS = "keyAccess";
    /** The sites that the actor is limited to, as {@link io.atalaya.kernel.access.SiteLimit#text()}. */
    public static final String SITES = "sites";
    /** The remote address that the request came from; absent for the system itself. */
    public static final String IP = "ip";
    /** Id of the message that started it all, the same along the whole chain. */
    public static final String CORRELATION_ID = "correlationId";
    /** Id of the message that caused this one directly. */
    public static final String CAUSATION_ID = "causationId";
    /** Id of the event or report upon which Atalaya sent the command behind an event; absent for what others asked for. */
    public static final String TRIGGER_ID = "triggerId";

    /** Of an event that is read after later ones, since it was committed after them, its own position in the log. Never stored. */
    public static final String POSITION = "position";

    private MetadataKeys() {}
}
