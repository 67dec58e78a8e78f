package io.atalaya.app.axon;

import io.atalaya.kernel.Actor;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.KeyAccess;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.Role;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.queryhandling.QueryMessage;

/**
 * Lets a message onto a bus only if its sender may send it, and only about the sender's own tenant: whichever way it
 * came in, an endpoint, a saga or a socket.
 */
final class PermissionInterceptor<M extends Message<?>> implements MessageDispatchInterceptor<M> {
    private final Function<Object, TenantId> tenantOf;

    private PermissionInterceptor(Function<Object, TenantId> tenantOf) {
        this.tenantOf = tenantOf;
    }

    static PermissionInterceptor<CommandMessage<?>> forCommands() {
        return new PermissionInterceptor<>(payload -> ((Command) payload).tenantId());
    }

    static PermissionInterceptor<QueryMessage<?, ?>> forQueries() {
        return new PermissionInterceptor<>(payload -> ((Query) payload).tenantId());
    }

    @Override
    public BiFunction<Integer, M, M> handle(List<? extends M> messages) {
        return (index, message) -> {
            check(message);
            return message;
        };
    }

    private void check(M message) {
        if (Actor.Type.SYSTEM.name().equals(message.getMetaData().get(MetadataKeys.ACTOR_TYPE))) {
            return;
        }
        RequiresPermission required = message.getPayloadType().getAnnotation(RequiresPermission.class);
        Object role = message.getMetaData().get(MetadataKeys.ROLE);
        boolean limitSaid = message.getMetaData().containsKey(MetadataKeys.SITES);
        if (required == null || required.systemOnly() || role == null || !limitSaid) {
            throw forbidden("This cannot be asked for from outside");
        }
        Object keyAccess = message.getMetaData().get(MetadataKeys.KEY_ACCESS);
        Set<Permission> allowed = keyAccess == null
                ? Role.valueOf(role.toString()).permissions()
                : KeyAccess.permissions(KeyAccess.named(keyAccess.toString()));
        if (!allowed.contains(required.value())) {
            String who = keyAccess == null ? "The role " + role : "The API key";
            throw forbidden(who + " does not include the permission " + required.value());
        }
        // Creating a tenant is the one thing that is said about a tenant that nobody is in yet.
        boolean own = tenantOf.apply(message.getPayload())
                .toString()
                .equals(message.getMetaData().get(MetadataKeys.TENANT_ID));
        if (!own && !Role.ADMIN.name().equals(role)) {
            throw Rejection.notFound("Resource");
        }
    }

    private static Rejection forbidden(String message) {
        return Rejection.of(Rejection.Code.FORBIDDEN, message);
    }
}
