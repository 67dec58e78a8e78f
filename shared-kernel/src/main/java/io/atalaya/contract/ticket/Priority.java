package io.atalaya.contract.ticket;

/** How soon a ticket needs somebody, least first. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    URGENT
}
