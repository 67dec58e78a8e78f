package io.atalaya.alerting.notification.channel;

/** A message was not taken. Its text is shown to the tenant, so it says nothing of what lies behind an address. */
public final class DeliveryFailed extends Exception {
    private final boolean isFinal;

    private DeliveryFailed(String message, boolean isFinal, Throwable cause) {
        super(message, cause);
        this.isFinal = isFinal;
    }

    private DeliveryFailed(String message) {
        super(message);
        this.isFinal = false;
    }

    public static DeliveryFailed because(String message, Throwable cause) {
        return new DeliveryFailed(message, false, cause);
    }

    public static DeliveryFailed because(String message) {
        return new DeliveryFailed(message);
    }

    /** To try again would not help. */
    public static DeliveryFailed forGood(String message, Throwable cause) {
        return new DeliveryFailed(message, true, cause);
    }

    public boolean isFinal() {
        return isFinal;
    }

    /** What is shown. */
    public String shown() {
        return String.valueOf(getMessage());
    }
}
