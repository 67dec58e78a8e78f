package io.atalaya.command.identity;

/** What must not show up in a log: a token, or the hash of a password or code. */
record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[]";
    }
}
