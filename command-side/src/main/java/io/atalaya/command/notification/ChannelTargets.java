package io.atalaya.command.notification;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.KeptTarget;
import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.secret.SecretBox;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where channels lead, encrypted. Written in the transaction of the command that says it, and forgotten with the channel. */
@Component
class ChannelTargets {
    /** Each event is compared with each channel of its tenant. */
    private static final int MAX_CHANNELS = 50;

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final SecureRandom random = new SecureRandom();

    ChannelTargets(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /** @throws Rejection if the tenant has as many channels as it can have */
    void requireRoom(TenantId tenantId) {
        long channels = jdbc.sql("select count(*) from notification_target where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(Long.class)
                .single();
        if (channels >= MAX_CHANNELS) {
            throw Rejection.of(
                    Rejection.Code.TOO_MANY_CHANNELS,
                    "A tenant has at most " + MAX_CHANNELS + " notification channels");
        }
    }

    /** @return the new secret of a webhook; {@code null} for all else */
    @Nullable
    SigningSecret add(ChannelId channelId, TenantId tenantId, ChannelTarget target) {
        SigningSecret secret = target instanceof WebhookTarget ? SigningSecret.random(random) : null;
        jdbc.sql("insert into notification_target (channel_id, tenant_id, sealed) values (:channel, :tenant, :sealed)")
                .param("channel", channelId.value())
                .param("tenant", tenantId.value())
                .param("sealed", new KeptTarget(target, secret).sealed(channelId, box))
                .update();
        return secret;
    }

    @Nullable
    SigningSecret secret(ChannelId channelId) {
        return of(channelId).secret();
    }

    /** @return whether it led elsewhere before */
    boolean change(ChannelId channelId, ChannelTarget target) {
        KeptTarget before = of(channelId);
        if (before.target().equals(target)) {
            return false;
        }
        jdbc.sql("update notification_target set sealed = :sealed where channel_id = :channel")
                .param("channel", channelId.value())
                .param("sealed", new KeptTarget(target, before.secret()).sealed(channelId, box))
                .update();
        return true;
    }

    void remove(ChannelId channelId) {
        jdbc.sql("delete from notification_target where channel_id = :channel")
                .param("channel", channelId.value())
                .update();
    }

    private KeptTarget of(ChannelId channelId) {
        byte[] sealed = jdbc.sql("select sealed from notification_target where channel_id = :channel")
                .param("channel", channelId.value())
                .query((row, number) -> row.getBytes("sealed"))
                .single();
        return KeptTarget.opened(sealed, channelId, box);
    }
}
