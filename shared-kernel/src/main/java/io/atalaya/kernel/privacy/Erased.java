package io.atalaya.kernel.privacy;

/** What is left where something about an erased person stood. */
public final class Erased {
    /** Neither an address nor anything that somebody would be called. */
    public static final String MARKER = "[erased]";

    private Erased() {}
}
