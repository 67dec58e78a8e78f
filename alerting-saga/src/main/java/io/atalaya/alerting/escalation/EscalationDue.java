package io.atalaya.alerting.escalation;

import io.atalaya.contract.alert.AlertId;

/** The payload of the escalation's deadline: the time for reaching this level has come. */
public record EscalationDue(AlertId alertId, int level) {}
