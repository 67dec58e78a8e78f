package io.atalaya.contract.timer;

/** What kind of thing a timer belongs to. */
public enum TimerSubject {
    ALERT,
    MAINTENANCE,
    TICKET
}
