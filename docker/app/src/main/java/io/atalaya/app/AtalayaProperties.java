package io.atalaya.app;

import io.atalaya.alerting.notification.NotificationSettings;
import io.atalaya.alerting.presence.PresenceSettings;
import io.atalaya.app.custody.PrivacySettings;
import io.atalaya.app.security.CorsSettings;
import io.atalaya.command.dispatch.AggregateSettings;
import io.atalaya.command.escalation.EscalationSettings;
import io.atalaya.command.idempotency.IdempotencySettings;
import io.atalaya.command.identity.AccountSettings;
import io.atalaya.command.identity.ApiKeySettings;
import io.atalaya.command.identity.CodeSettings;
import io.atalaya.command.identity.OidcSettings;
import io.atalaya.command.identity.TokenSettings;
import io.atalaya.command.limit.LimitSettings;
import io.atalaya.command.logs.LogSettings;
import io.atalaya.command.mail.MailSettings;
import io.atalaya.command.mqtt.MqttSettings;
import io.atalaya.command.rule.RuleSettings;
import io.atalaya.command.telemetry.IngestionSettings;
import io.atalaya.command.ticket.AttachmentSettings;
import io.atalaya.query.audit.AuditSettings;
import io.atalaya.query.energy.EnergySettings;
import io.atalaya.query.rules.whatif.WhatIfSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Every setting of Atalaya itself, with its default. Each can be given as a property or as an environment variable, such
 * as {@code atalaya.alerting.escalate-after} or {@code ATALAYA_ALERTING_ESCALATE_AFTER}.
 *
 * @param dataDir where the embedded PostgreSQL keeps its data; without meaning if SPRING_DATASOURCE_URL is set
 * @param runtimeRole the PostgreSQL role that the application works in; it owns nothing and is subject to row-level security
 * @param demo whether to fill an empty platform with the demo data; by default only with the embedded PostgreSQL
 * @param maxRequestBytes a larger request body is answered 413
 * @param publicBaseUrl where people find Atalaya's pages; what QR codes lead to begins with it
 * @param admin the administrator that is created when there is no account yet and no demo data
 * @param limits how much anybody may ask for
 * @param cors whose pages may call from a browser
 * @param accounts how long an unverified account is kept
 * @param tokens how long access and refresh tokens live
 * @param apiKeys how long a rotated key stays valid
 * @param oidc the external issuer at which people log in instead of here
 * @param codes how long mailed codes live, and how often one may be tried
 * @param mail from whom mail comes
 * @param ingestion how reports are taken in
 * @param mqtt how devices report over MQTT
 * @param deviceLogs how devices' own logs are kept
 * @param devices when a device is offline
 * @param rules how many a tenant can have
 * @param alerting who is told of alerts, and when, unless a tenant says otherwise
 * @param notifications how people are told
 * @param energy how power becomes energy, and what that costs
 * @param attachments photos and documents of tickets
 * @param whatIf how much of the past rules are tried on
 * @param audit how history is proved and read
 * @param privacy what the keys of people are encrypted with
 * @param aggregates how aggregates are brought back
 * @param idempotency how long answers to mutations are kept
 */
@ConfigurationProperties("atalaya")
public record AtalayaProperties(
        @DefaultValue("./data") Path dataDir,
        String runtimeRole,
        @Nullable Boolean demo,
        @DefaultValue("1048576") int maxRequestBytes,
        @DefaultValue("http://localhost:8080") URI publicBaseUrl,
        @DefaultValue Admin admin,
        @DefaultValue LimitSettings limits,
        @DefaultValue CorsSettings cors,
        @DefaultValue AccountSettings accounts,
        @DefaultValue TokenSettings tokens,
        @DefaultValue ApiKeySettings apiKeys,
        @DefaultValue OidcSettings oidc,
        @DefaultValue CodeSettings codes,
        @DefaultValue MailSettings mail,
        @DefaultValue IngestionSettings ingestion,
        @DefaultValue MqttSettings mqtt,
        @DefaultValue LogSettings deviceLogs,
        @DefaultValue PresenceSettings devices,
        @DefaultValue RuleSettings rules,
        @DefaultValue EscalationSettings alerting,
        @DefaultValue NotificationSettings notifications,
        @DefaultValue EnergySettings energy,
        @DefaultValue AttachmentSettings attachments,
        @DefaultValue WhatIfSettings whatIf,
        @DefaultValue AuditSettings audit,
        @DefaultValue PrivacySettings privacy,
        @DefaultValue AggregateSettings aggregates,
        @DefaultValue IdempotencySettings idempotency) {

    public AtalayaProperties {
        if (!List.of("http", "https").contains(publicBaseUrl.getScheme()) || publicBaseUrl.getHost() == null) {
            throw new IllegalArgumentException("atalaya.public-base-url must be an http(s) URL: " + publicBaseUrl);
        }
        if (!runtimeRole.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("atalaya.runtime-role must be a plain PostgreSQL name: " + runtimeRole);
        }
    }

    /**
     * @param email of the first administrator
     * @param password its password; if absent, a random one is printed once
     */
    public record Admin(
            @DefaultValue("admin@localhost") String email,
            @Nullable String password) {
        public Admin {
            password = password == null || password.isBlank() ? null : password;
        }

        @Override
        public String toString() {
            return "Admin[" + email + "]";
        }
    }
}
