package io.atalaya.contract.notification;

import io.atalaya.kernel.Rejection;
import java.net.URI;

/**
 * An HTTP endpoint of the tenant's. Whether Atalaya may connect to it is decided elsewhere, and again at each delivery.
 *
 * @param url absolute, without user and fragment, at most {@link #MAX_LENGTH} characters
 */
public record WebhookTarget(URI url) implements ChannelTarget {
    public static final int MAX_LENGTH = 2000;

    public WebhookTarget {
        if (url.getHost() == null
                || url.getScheme() == null
                || url.getUserInfo() != null
                || url.getFragment() != null
                || url.getPort() == 0
                || url.getPort() > 65_535
                || url.toString().length() > MAX_LENGTH) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "url",
                    "must be an absolute URL without user and fragment, such as https://example.com/hook");
        }
    }

    /** Path and query may be what lets somebody in. */
    @Override
    public String shown() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + "/…";
    }

    @Override
    public String toString() {
        return "WebhookTarget[" + shown() + "]";
    }
}
