package io.atalaya.command.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command that changes something.
 *
 * @param position as in X-Position; absent if the command was a repetition and changed nothing
 */
public record Changed(String id, @Nullable Long position) {}
