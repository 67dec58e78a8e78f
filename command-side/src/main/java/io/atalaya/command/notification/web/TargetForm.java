package io.atalaya.command.notification.web;

import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.MqttTarget;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a channel leads, as requests say it: by the fields of one type and none of the others. */
record TargetForm(
        @Nullable List<String> addresses,
        @Nullable Set<Role> roles,
        @Nullable Boolean concerned,
        @Nullable String url,
        @Nullable String topic) {
    /** @throws Rejection if it lacks what the type needs, or says what it does not know */
    ChannelTarget target(ChannelType type) {
        return switch (type) {
            case EMAIL -> {
                refuse("url", url, type);
                refuse("topic", topic, type);
                yield email();
            }
            case WEBHOOK -> {
                refuseMailboxes(type);
                refuse("topic", topic, type);
                yield new WebhookTarget(parsed(required("url", url)));
            }
            case MQTT -> {
                refuseMailboxes(type);
                refuse("url", url, type);
                yield new MqttTarget(required("topic", topic));
            }
        };
    }

    /** @return of the type whose fields are there; {@code null} if none is */
    @Nullable
    ChannelTarget target() {
        if (url != null) {
            return target(ChannelType.WEBHOOK);
        }
        if (topic != null) {
            return target(ChannelType.MQTT);
        }
        return addresses == null && roles == null && concerned == null ? null : target(ChannelType.EMAIL);
    }

    private EmailTarget email() {
        List<String> named = addresses == null ? List.of() : addresses;
        Set<Role> inRoles = roles == null ? Set.of() : roles;
        return new EmailTarget(named, inRoles, concerned == null ? named.isEmpty() && inRoles.isEmpty() : concerned);
    }

    private void refuseMailboxes(ChannelType type) {
        refuse("addresses", addresses, type);
        refuse("roles", roles, type);
        refuse("concerned", concerned, type);
    }

    private static void refuse(String field, @Nullable Object value, ChannelType type) {
        if (value != null) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, field, "means nothing to a channel of type " + type);
        }
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, "must not be null");
        }
        return value;
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "url", "is not a URL");
        }
    }
}
