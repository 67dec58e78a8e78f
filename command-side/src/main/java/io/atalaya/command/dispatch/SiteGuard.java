package io.atalaya.command.dispatch;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteReference.Kind;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.access.TenantScope;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds members who are limited to sites to them: a command reaches its handler only if all that it is about stands
 * there. Whoever is not limited costs nothing but a look at the metadata.
 */
@Component
public final class SiteGuard implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final SiteLookup lookup;
    private final TransactionOperations transaction;

    SiteGuard(SiteLookup lookup, TransactionOperations transaction) {
        this.lookup = lookup;
        this.transaction = transaction;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        CommandMessage<?> message = unitOfWork.getMessage();
        check((Command) message.getPayload(), message.getMetaData());
        return chain.proceed();
    }

    /**
     * @param origin who sends it, by MetadataKeys
     * @throws Rejection if the sender is limited to sites and something that the command is about stands elsewhere
     */
    public void check(Command command, Map<String, ?> origin) {
        SiteLimit limit = SiteLimit.of(origin);
        if (!limit.isNone()) {
            // The command's own, if it has one: a report has none.
            TenantScope.tenant(command.tenantId(), () -> {
                transaction.executeWithoutResult(status -> check(command, limit));
                return limit;
            });
        }
    }

    private void check(Command command, SiteLimit limit) {
        if (!(command instanceof SiteScoped scoped)) {
            throw SiteLimit.wholeTenant();
        }
        for (SiteReference reference : scoped.siteReferences()) {
            check(command.tenantId(), reference, limit);
        }
    }

    private void check(TenantId tenantId, SiteReference reference, SiteLimit limit) {
        switch (reference) {
            case SiteReference.Target target -> {
                if (!standsWithin(limit, tenantId, target.kind(), target.id())) {
                    throw Rejection.notFound(name(target.kind()));
                }
            }
            case SiteReference.Named named -> {
                if (named.id() != null && !standsWithin(limit, tenantId, named.kind(), named.id())) {
                    throw Rejection.ofField(
                            Rejection.Code.REFERENCE_NOT_FOUND, named.field(), "names nothing that exists");
                }
            }
            case SiteReference.Missing missing ->
                throw Rejection.ofField(
                        Rejection.Code.INVALID_REQUEST,
                        missing.field(),
                        "must be given by members who are limited to sites");
            case SiteReference.WholeTenant wide -> throw SiteLimit.wholeTenant();
        }
    }

    private boolean standsWithin(SiteLimit limit, TenantId tenantId, Kind kind, UUID id) {
        SiteId site = lookup.siteOf(tenantId, kind, id).orElse(null);
        return limit.allows(site);
    }

    private static String name(Kind kind) {
        return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
