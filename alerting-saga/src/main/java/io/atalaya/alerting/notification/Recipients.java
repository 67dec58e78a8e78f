package io.atalaya.alerting.notification;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.MqttTarget;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.SiteLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a channel tells of something. Members who are limited to sites are told of what stands there only. */
@Component
class Recipients {
    private final JdbcClient jdbc;

    Recipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param site where it happened; {@code null} for nowhere */
    List<Recipient> of(ChannelTarget target, Announcement announcement, @Nullable SiteId site) {
        return switch (target) {
            case WebhookTarget webhook -> List.of(new Recipient.Endpoint());
            case MqttTarget mqtt -> List.of(new Recipient.Endpoint());
            case EmailTarget email -> mailboxes(email, announcement, site);
        };
    }

    /** Who tests a channel is told itself if the channel names no address: others need not know of it. */
    List<Recipient> ofTest(ChannelTarget target, Announcement test) {
        if (target instanceof EmailTarget email && email.addresses().isEmpty()) {
            return test.users().stream().<Recipient>map(Recipient.Member::new).toList();
        }
        return of(target instanceof EmailTarget email ? addressesOnly(email) : target, test, null);
    }

    /** Where a mail goes, and what it may be about. */
    record Reader(String address, SiteLimit within) {}

    /** @return the member as it is at present; empty if it is none any more, or has no address */
    Optional<Reader> member(TenantId tenantId, UserId userId) {
        return jdbc.sql("select email, site_ids from account join membership on user_id = id"
                        + " where tenant_id = :tenant and id = :user and email is not null")
                .param("tenant", tenantId.value())
                .param("user", userId.value())
                .query((row, number) -> new Reader(row.getString("email"), limit((UUID[])
                        row.getArray("site_ids").getArray())))
                .optional();
    }

    /** @return the mailbox of which only the key was kept; empty if the channel does not have it any more */
    static Optional<Reader> mailbox(EmailTarget email, String key) {
        return email.addresses().stream()
                .filter(address -> Recipient.Mailbox.of(address).key().equals(key))
                .findFirst()
                .map(address -> new Reader(address, SiteLimit.NONE));
    }

    private static SiteLimit limit(UUID[] sites) {
        return new SiteLimit(Arrays.stream(sites).map(SiteId::new).collect(Collectors.toUnmodifiableSet()));
    }

    private static EmailTarget addressesOnly(EmailTarget email) {
        return new EmailTarget(email.addresses(), Set.of(), false);
    }

    private List<Recipient> mailboxes(EmailTarget email, Announcement announcement, @Nullable SiteId site) {
        List<Recipient> recipients = new ArrayList<>();
        email.addresses().forEach(address -> recipients.add(Recipient.Mailbox.of(address)));
        Set<Role> roles = new HashSet<>(email.roles());
        Set<UserId> users = new HashSet<>();
        if (email.concerned()) {
            roles.addAll(announcement.roles());
            users.addAll(announcement.users());
        }
        members(announcement.tenantId(), roles, users, site).stream()
                .filter(user -> !user.equals(announcement.doer()))
                .forEach(user -> recipients.add(new Recipient.Member(user)));
        return recipients;
    }

    private List<UserId> members(TenantId tenantId, Set<Role> roles, Set<UserId> users, @Nullable SiteId site) {
        if (roles.isEmpty() && users.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select user_id from membership where tenant_id = :tenant"
                        + " and (role = any(:roles) or user_id = any(:users))"
                        + " and (site_ids = '{}' or :site::uuid = any(site_ids)) order by user_id")
                .param("tenant", tenantId.value())
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .param("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .param("site", site == null ? null : site.value())
                .query((row, number) -> new UserId(row.getObject("user_id", UUID.class)))
                .list();
    }
}
