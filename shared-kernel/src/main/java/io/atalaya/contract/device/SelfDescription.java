package io.atalaya.contract.device;

import org.jspecify.annotations.Nullable;

/**
 * What a device has said of itself; {@code null} where it has said nothing.
 *
 * @param message why it has that status, for people
 */
public record SelfDescription(
        @Nullable ReportedStatus status,
        @Nullable String message,
        @Nullable String firmwareVersion) {
    public static final SelfDescription NOTHING = new SelfDescription(null, null, null);

    /** What is known after the device has said this too: a new status replaces the old one's message. */
    public SelfDescription followedBy(SelfDescription said) {
        return new SelfDescription(
                said.status == null ? status : said.status,
                said.status == null ? message : said.message,
                said.firmwareVersion == null ? firmwareVersion : said.firmwareVersion);
    }
}
