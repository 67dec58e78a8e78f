package io.atalaya.kernel.access;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Whose rows the present transaction may touch, whatever its statements say. PostgreSQL's row-level security holds it.
 * It follows from the message that is being handled: a command or query is about one tenant. What handles none says
 * whom it serves, or may touch nobody's.
 */
public final class TenantScope {
    /** The rows of all tenants. */
    public static final String EVERY_TENANT = "*";

    private static final String NOBODY = "";
    private static final ScopedValue<String> CHOSEN = ScopedValue.newInstance();

    private TenantScope() {}

    /** For work that serves all tenants together and handles no message. Its transaction must begin inside. */
    public static <R> R everyTenant(Supplier<R> work) {
        return ScopedValue.where(CHOSEN, EVERY_TENANT).call(work::get);
    }

    /** For work about one tenant that handles no message. Its transaction must begin inside. */
    public static <R> R tenant(TenantId tenantId, Supplier<R> work) {
        return ScopedValue.where(CHOSEN, tenantId.toString()).call(work::get);
    }

    /** @return a tenant's id, {@link #EVERY_TENANT}, or an empty text for nobody */
    public static String current() {
        if (CHOSEN.isBound()) {
            return CHOSEN.get();
        }
        return CurrentUnitOfWork.isStarted() ? of(CurrentUnitOfWork.get().getMessage()) : NOBODY;
    }

    private static String of(Message<?> message) {
        return switch (message.getPayload()) {
            case Command command -> command.tenantId().toString();
            case Query query -> query.tenantId().toString();
            case null, default -> NOBODY;
        };
    }
}
