package io.atalaya.contract.alert;

/** How bad it is, least first. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL
}
