package io.atalaya.command.alert;

/** What happens to an alert by itself when its moment comes. */
enum AlertTimer {
    /** People are told of it again. */
    PAGING,
    /** It rises a level. */
    ESCALATION,
    /** Whoever acknowledged it has taken too long. */
    ACKNOWLEDGEMENT_LAPSE,
    /** It comes back from the shelf. */
    SHELVING
}
