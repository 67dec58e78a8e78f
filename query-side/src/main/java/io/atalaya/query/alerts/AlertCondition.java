package io.atalaya.query.alerts;

/** Whether the rule is breached now. */
public enum AlertCondition {
    ACTIVE,
    CLEARED
}
