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
import io.atalaya.command.retention.RetentionSettings;
import io.atalaya.command.rule.RuleSettings;
import io.atalaya.command.telemetry.IngestionSettings;
import io.atalaya.command.ticket.AttachmentSettings;
import io.atalaya.query.assets.PublicPages;
import io.atalaya.query.audit.AuditSettings;
import io.atalaya.query.energy.EnergySettings;
import io.atalaya.query.rules.whatif.WhatIfSettings;
import io.atalaya.query.tenants.TenantSettings;
import io.atalaya.query.tickets.AttachmentFolder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands each feature its own part of the settings, and the clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AtalayaProperties.class)
class Settings {

    /** Ticks in microseconds, which is what PostgreSQL keeps. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    PublicPages publicPages(AtalayaProperties properties) {
        return new PublicPages(properties.publicBaseUrl());
    }

    @Bean
    LimitSettings limitSettings(AtalayaProperties properties) {
        return properties.limits();
    }

    @Bean
    CorsSettings corsSettings(AtalayaProperties properties) {
        return properties.cors();
    }

    @Bean
    AccountSettings accountSettings(AtalayaProperties properties) {
        return properties.accounts();
    }

    @Bean
    TokenSettings tokenSettings(AtalayaProperties properties) {
        return properties.tokens();
    }

    @Bean
    ApiKeySettings apiKeySettings(AtalayaProperties properties) {
        return properties.apiKeys();
    }

    @Bean
    OidcSettings oidcSettings(AtalayaProperties properties) {
        return properties.oidc();
    }

    @Bean
    CodeSettings codeSettings(AtalayaProperties properties) {
        return properties.codes();
    }

    @Bean
    MailSettings mailSettings(AtalayaProperties properties) {
        return properties.mail();
    }

    @Bean
    IngestionSettings ingestionSettings(AtalayaProperties properties) {
        return properties.ingestion();
    }

    @Bean
    RetentionSettings retentionSettings(AtalayaProperties properties) {
        return new RetentionSettings(properties.ingestion().maxAge());
    }

    @Bean
    TenantSettings tenantSettings(AtalayaProperties properties) {
        return new TenantSettings(
                properties.ingestion().maxAge().toDays(), properties.alerting().standard());
    }

    @Bean
    MqttSettings mqttSettings(AtalayaProperties properties) {
        return properties.mqtt();
    }

    @Bean
    LogSettings logSettings(AtalayaProperties properties) {
        return properties.deviceLogs();
    }

    @Bean
    PresenceSettings presenceSettings(AtalayaProperties properties) {
        return properties.devices();
    }

    @Bean
    RuleSettings ruleSettings(AtalayaProperties properties) {
        return properties.rules();
    }

    @Bean
    EscalationSettings escalationSettings(AtalayaProperties properties) {
        return properties.alerting();
    }

    @Bean
    NotificationSettings notificationSettings(AtalayaProperties properties) {
        return properties.notifications();
    }

    @Bean
    EnergySettings energySettings(AtalayaProperties properties) {
        return properties.energy();
    }

    @Bean
    AttachmentSettings attachmentSettings(AtalayaProperties properties) {
        return properties.attachments();
    }

    @Bean
    AttachmentFolder attachmentFolder(AtalayaProperties properties) {
        return new AttachmentFolder(properties.attachments().folder());
    }

    @Bean
    WhatIfSettings whatIfSettings(AtalayaProperties properties) {
        return properties.whatIf();
    }

    @Bean
    AuditSettings auditSettings(AtalayaProperties properties) {
        return properties.audit();
    }

    @Bean
    PrivacySettings privacySettings(AtalayaProperties properties) {
        return properties.privacy();
    }

    @Bean
    AggregateSettings aggregateSettings(AtalayaProperties properties) {
        return properties.aggregates();
    }

    @Bean
    IdempotencySettings idempotencySettings(AtalayaProperties properties) {
        return properties.idempotency();
    }
}
