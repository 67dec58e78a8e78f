package io.atalaya.alerting.notification;

/** Why somebody was not told, or not by a message of its own. Stored by name. */
enum Suppression {
    /** Nobody in the tenant wants to be told of such a thing by any channel. */
    NO_CHANNEL,
    CHANNEL_DISABLED,
    CHANNEL_PAUSED,
    CHANNEL_REMOVED,
    /** The channel is for members, and none is concerned. */
    NO_RECIPIENT,
    /** The member is none any more or has no address, or the channel does not have the mailbox any more. */
    NO_ADDRESS,
    /** The member may not see any more what the message is about. */
    NOT_ON_SITE,
    NO_MAIL_SERVER,
    /** A digest carries it. */
    DIGESTED,
    /** It was beyond the channel's rate, and the channel sends no digests. */
    RATE_LIMITED,
    /** It happened too long ago. */
    TOO_OLD
}
