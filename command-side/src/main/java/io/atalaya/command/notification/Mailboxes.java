package io.atalaya.command.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.KeptTarget;
import io.atalaya.contract.notification.command.ChangeNotificationChannel;
import io.atalaya.contract.notification.command.RemoveNotificationChannel;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.messaging.SystemMetadata;
import io.atalaya.kernel.secret.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The mailboxes that tenants have written into their channels, which may be those of people who want to be forgotten. */
@Component
public class Mailboxes {
    private static final Logger log = LoggerFactory.getLogger(Mailboxes.class);
    private static final String ACTOR = "erasure";

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final CommandDispatcher commands;
    private final TransactionOperations transaction;
    private final ObjectMapper json = EventJson.mapper();

    Mailboxes(JdbcClient jdbc, SecretBox box, CommandDispatcher commands, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.box = box;
        this.commands = commands;
        this.transaction = transaction;
    }

    /**
     * Takes an address out of the channels of all tenants, and removes a channel that leads nowhere else.
     *
     * @param address in lower case
     */
    public void forget(String address) {
        List<EmailChannel> channels = TenantScope.everyTenant(() -> transaction.execute(status -> all()));
        channels.stream()
                .flatMap(channel -> channel.without(address).stream())
                .forEach(command -> commands.send(command, SystemMetadata.of(command.tenantId(), ACTOR)));
    }

    private List<EmailChannel> all() {
        return jdbc
                .sql("select id, channel.tenant_id, settings, sealed from notification_channel channel"
                        + " join notification_target on channel_id = id where type = 'EMAIL'")
                .query(this::channel)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** @return empty if its key is not configured any more, so that nobody can read who is in it, nor write to them */
    private Optional<EmailChannel> channel(ResultSet row, int number) throws SQLException {
        ChannelId id = new ChannelId(row.getObject("id", UUID.class));
        byte[] sealed = row.getBytes("sealed");
        if (!box.holdsKeyOf(sealed)) {
            log.warn("Where channel {} leads cannot be read: no key for it is configured", id);
            return Optional.empty();
        }
        try {
            return Optional.of(new EmailChannel(
                    id,
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    json.readValue(row.getString("settings"), ChannelSettings.class),
                    (EmailTarget) KeptTarget.opened(sealed, id, box).target()));
        } catch (JsonProcessingException damaged) {
            throw new SQLException("The settings of channel " + id + " cannot be read", damaged);
        }
    }

    private record EmailChannel(ChannelId id, TenantId tenantId, ChannelSettings settings, EmailTarget target) {

        /** @return what makes it so; empty if the address is not among the channel's */
        Optional<Command> without(String address) {
            List<String> others = target.addresses().stream()
                    .filter(other -> !other.equals(address))
                    .toList();
            if (others.size() == target.addresses().size()) {
                return Optional.empty();
            }
            return Optional.of(
                    others.isEmpty() && target.roles().isEmpty() && !target.concerned()
                            ? new RemoveNotificationChannel(id, tenantId)
                            : new ChangeNotificationChannel(
                                    id,
                                    tenantId,
                                    settings,
                                    new EmailTarget(others, target.roles(), target.concerned())));
        }
    }
}
