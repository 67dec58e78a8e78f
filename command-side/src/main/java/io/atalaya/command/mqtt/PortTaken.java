package io.atalaya.command.mqtt;

/** Another process listens where we should. */
final class PortTaken extends RuntimeException {
    private final int port;

    PortTaken(int port, Throwable cause) {
        super("MQTT cannot listen on port " + port + ": " + cause.getMessage(), cause);
        this.port = port;
    }

    int port() {
        return port;
    }
}
