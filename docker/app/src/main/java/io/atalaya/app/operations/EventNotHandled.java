package io.atalaya.app.operations;

/** A projection cannot handle an event, however often it is tried. */
final class EventNotHandled extends RuntimeException {
    private final long position;

    EventNotHandled(long position, Throwable cause) {
        super("The event at position " + position + " could not be handled: " + cause, cause);
        this.position = position;
    }

    long position() {
        return position;
    }
}
