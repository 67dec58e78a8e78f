package io.atalaya.app.operations;

/** Another node goes on with the rebuild: this one was thought to be dead. */
final class RebuildTakenOver extends RuntimeException {
    RebuildTakenOver(String processor) {
        super("The rebuild of " + processor + " has been taken over");
    }
}
