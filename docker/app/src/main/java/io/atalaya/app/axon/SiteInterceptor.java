package io.atalaya.app.axon;

import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.kernel.access.TenantWide;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.queryhandling.QueryMessage;

/**
 * Lets the queries of members who are limited to sites onto the bus only if they keep to those sites. A way in that
 * forgets to say where to look is refused, not answered.
 */
final class SiteInterceptor implements MessageDispatchInterceptor<QueryMessage<?, ?>> {

    @Override
    public BiFunction<Integer, QueryMessage<?, ?>, QueryMessage<?, ?>> handle(
            List<? extends QueryMessage<?, ?>> messages) {
        return (index, message) -> {
            check(message);
            return message;
        };
    }

    private static void check(QueryMessage<?, ?> message) {
        SiteLimit limit = SiteLimit.of(message.getMetaData());
        if (limit.isNone()) {
            return;
        }
        boolean allowed = message.getPayload() instanceof SiteScopedQuery scoped
                ? limit.covers(scoped.within())
                : isOpenToAll(message.getPayloadType());
        if (!allowed) {
            throw SiteLimit.wholeTenant();
        }
    }

    private static boolean isOpenToAll(Class<?> query) {
        TenantWide wide = query.getAnnotation(TenantWide.class);
        return wide != null && wide.openToAll();
    }
}
