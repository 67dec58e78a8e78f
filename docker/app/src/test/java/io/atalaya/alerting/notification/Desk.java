package io.atalaya.alerting.notification;

import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.SystemTransaction;
import io.atalaya.alerting.notification.channel.MailRoom;
import io.atalaya.alerting.notification.channel.WebhookClient;
import io.atalaya.app.support.StandingClock;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.KeptTarget;
import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.outbound.Network;
import io.atalaya.kernel.outbound.OutboundRules;
import io.atalaya.kernel.secret.SecretBox;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.gateway.DefaultEventGateway;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** All that tells people, on real tables, with a clock that stands until it is moved, a mail server, and a tenant of its own. */
final class Desk {
    static final NotificationSettings SETTINGS = new NotificationSettings(
            Duration.ofSeconds(1),
            16,
            4,
            Duration.ofMinutes(2),
            3,
            Duration.ofMinutes(1),
            20,
            Duration.ofDays(1),
            Duration.ofDays(400),
            Duration.ofSeconds(15),
            new NotificationSettings.Webhook(true, List.of(), Duration.ofSeconds(30)),
            null);

    private static final DataSource DATABASE = pooled(TestPostgres.migratedDatabase());
    private static final SecretBox BOX = new SecretBox(List.of(new byte[SecretBox.KEY_BYTES]));
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    final JdbcClient jdbc = JdbcClient.create(DATABASE);
    final StandingClock clock = new StandingClock();
    final TenantId tenant = TenantId.next();
    final List<Object> published = new CopyOnWriteArrayList<>();
    final List<String> overMqtt = new CopyOnWriteArrayList<>();
    final SystemCommands commands = mock();
    final Subjects subjects = new Subjects(jdbc);
    final Channels channels = new Channels(jdbc, BOX);
    final Recipients recipients = new Recipients(jdbc);
    final Outbox outbox = new Outbox(jdbc);
    final MortalTransaction transaction = new MortalTransaction();
    final Announcer announcer =
            new Announcer(channels, recipients, subjects, new Ledger(jdbc, clock), new Doorbell(), SETTINGS, clock);
    final NotificationFollower alerts = new NotificationFollower(subjects, announcer);
    final TicketNewsFollower tickets = new TicketNewsFollower(subjects, announcer);
    final Courier courier = courier(new MailRoom(sender(), "watchtower@test.example"));

    Desk() {
        jdbc.sql("truncate notification, notification_channel, notification_target, notification_subject")
                .update();
    }

    Courier courier(MailRoom mail) {
        SimpleEventBus bus = SimpleEventBus.builder().build();
        bus.subscribe(events -> events.forEach(event -> published.add(event.getPayload())));
        OutboundRules loopbackOnly = new OutboundRules(true, List.of(Network.of("127.0.0.1/32")));
        return new Courier(
                outbox,
                channels,
                recipients,
                new Composer(outbox, subjects),
                new WaysOut(
                        mail,
                        new WebhookClient(loopbackOnly, SETTINGS.webhook().timeout(), 16, clock),
                        (topic, payload) -> overMqtt.add(topic)),
                commands,
                DefaultEventGateway.builder().eventBus(bus).build(),
                transaction,
                SETTINGS,
                clock);
    }

    GreenMail mail() {
        return MAIL;
    }

    /** Leases and delivers until nothing is due. */
    void deliver() {
        List<Leased> leased = courier.lease(16, Map.of());
        while (!leased.isEmpty()) {
            leased.forEach(courier::deliver);
            leased = courier.lease(16, Map.of());
        }
    }

    static ChannelSettings settings() {
        return settings(ChannelSettings.DEFAULT_DIGEST);
    }

    static ChannelSettings settings(Duration digestEvery) {
        return new ChannelSettings("Channel", true, Set.of(), Severity.INFO, Set.of(), 5, digestEvery);
    }

    ChannelId webhook(String url) {
        return channel(settings(), new WebhookTarget(URI.create(url)));
    }

    ChannelId mailbox(String... addresses) {
        return channel(settings(), new EmailTarget(List.of(addresses), Set.of(), false));
    }

    ChannelId channel(ChannelSettings settings, ChannelTarget target) {
        ChannelId id = ChannelId.next();
        SigningSecret secret = target instanceof WebhookTarget ? SigningSecret.random(new SecureRandom()) : null;
        jdbc.sql("insert into notification_channel (id, tenant_id, type, settings, destination, added_at)"
                        + " values (:id, :tenant, :type, cast(:settings as jsonb), :destination, :now)")
                .param("id", id.value())
                .param("tenant", tenant.value())
                .param("type", target.channelType().name())
                .param("settings", json(settings))
                .param("destination", target.shown())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into notification_target (channel_id, tenant_id, sealed) values (:id, :tenant, :sealed)")
                .param("id", id.value())
                .param("tenant", tenant.value())
                .param("sealed", new KeptTarget(target, secret).sealed(id, BOX))
                .update();
        return id;
    }

    UserId member(Role role, UUID... sites) {
        UserId id = UserId.next();
        jdbc.sql("insert into account (id, email, name, password_hash, created_at, verified_at)"
                        + " values (:id, :email, 'Name', 'hash', now(), now())")
                .param("id", id.value())
                .param("email", addressOf(id))
                .update();
        jdbc.sql("insert into membership (user_id, tenant_id, role, site_ids) values (:id, :tenant, :role, :sites)")
                .param("id", id.value())
                .param("tenant", tenant.value())
                .param("role", role.name())
                .param("sites", sites)
                .update();
        return id;
    }

    static String addressOf(UserId id) {
        return id + "@test.example";
    }

    DeviceId deviceAt(UUID site) {
        DeviceId device = DeviceId.next();
        jdbc.sql("insert into directory_entry (tenant_id, kind, id, site_id) values (:tenant, 'DEVICE', :id, :site)")
                .param("tenant", tenant.value())
                .param("id", device.value())
                .param("site", site)
                .update();
        return device;
    }

    AlertPaged page(DeviceId device, List<Role> roles, List<UserId> users) {
        return new AlertPaged(
                AlertId.next(),
                tenant,
                device,
                "HIGH_TEMP",
                Severity.CRITICAL,
                "temperature 9.5 °C is above 8",
                0,
                1,
                true,
                roles,
                users);
    }

    /** Pages once, and gives what was published. */
    EventMessage<AlertPaged> paged() {
        EventMessage<AlertPaged> message = message(page(DeviceId.next(), List.of(), List.of()));
        alerts.on(message.getPayload(), message);
        return message;
    }

    <E> EventMessage<E> message(E event) {
        return message(event, Map.of());
    }

    <E> EventMessage<E> message(E event, Map<String, Object> metadata) {
        return new GenericEventMessage<>(UUID.randomUUID().toString(), event, metadata, clock.instant());
    }

    /** Status and reason of each entry of the ledger, in order. */
    List<String> ledger() {
        return jdbc.sql("select status || coalesce(' ' || reason, '') from notification order by position")
                .query(String.class)
                .list();
    }

    long count(String condition) {
        return jdbc.sql("select count(*) from notification where " + condition)
                .query(Long.class)
                .single();
    }

    private static String json(ChannelSettings settings) {
        try {
            return EventJson.mapper().writeValueAsString(settings);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JavaMailSenderImpl sender() {
        if (MAIL.isRunning()) {
            emptyMailboxes();
        } else {
            MAIL.start();
        }
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(MAIL.getSmtp().getPort());
        return sender;
    }

    private static void emptyMailboxes() {
        try {
            MAIL.purgeEmailFromAllMailboxes();
        } catch (FolderException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static DataSource pooled(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.addDataSourceProperty("stringtype", "unspecified");
        return new HikariDataSource(config);
    }

    /** Transactions of a process that may die before one of them. */
    final class MortalTransaction extends SystemTransaction {
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        MortalTransaction() {
            super(new SpringTransactionManager(new JdbcTransactionManager(DATABASE)));
        }

        void diesAfter(int transactions) {
            left.set(transactions);
        }

        @Override
        public <R> R of(Callable<R> work) {
            if (left.getAndDecrement() == 0) {
                throw new Died();
            }
            return super.of(work);
        }
    }

    static final class Died extends RuntimeException {}
}
