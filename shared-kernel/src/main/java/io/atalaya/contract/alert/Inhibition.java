package io.atalaya.contract.alert;

/** What suppresses alerts without anybody's having looked at them. */
public enum Inhibition {
    GATEWAY_OFFLINE(Suppression.INHIBITED),
    MAINTENANCE(Suppression.MAINTENANCE);

    private final Suppression suppression;

    Inhibition(Suppression suppression) {
        this.suppression = suppression;
    }

    /** What its alerts are shown as. */
    public Suppression suppression() {
        return suppression;
    }
}
