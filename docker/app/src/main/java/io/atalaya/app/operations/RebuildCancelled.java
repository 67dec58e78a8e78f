package io.atalaya.app.operations;

/** Nobody wants the rebuild any more; what it was about to do is undone. */
final class RebuildCancelled extends RuntimeException {
    RebuildCancelled(String processor) {
        super("The rebuild of " + processor + " was cancelled");
    }
}
