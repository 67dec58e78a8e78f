package io.atalaya.contract.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A channel's target as it is stored: encrypted, and readable only as the target of that very channel.
 *
 * @param secret of a webhook; {@code null} for all others
 */
public record KeptTarget(ChannelTarget target, @Nullable SigningSecret secret) {
    private static final ObjectMapper JSON = EventJson.mapper();

    public byte[] sealed(ChannelId channelId, SecretBox box) {
        try {
            return box.seal(JSON.writeValueAsBytes(this), context(channelId));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A channel's target cannot be written as JSON", impossible);
        }
    }

    /** @throws IllegalStateException if it was not sealed as this channel's, or with a key that is not known any more */
    public static KeptTarget opened(byte[] sealed, ChannelId channelId, SecretBox box) {
        try {
            return JSON.readValue(box.open(sealed, context(channelId)), KeptTarget.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException("The target of channel " + channelId + " cannot be read", damaged);
        }
    }

    private static byte[] context(ChannelId channelId) {
        return ("notification channel " + channelId).getBytes(StandardCharsets.UTF_8);
    }
}
