package io.atalaya.query.audit.chain;

import org.jspecify.annotations.Nullable;

/**
 * Whether a history is what it was.
 *
 * @param checked events that were compared with their links
 * @param head the chain's last link that was looked at, in hex
 * @param headPosition its event's position in the log
 * @param checkpoints signed checkpoints that were found and are right
 * @param pending events of the log that are so new that they are not chained yet
 * @param firstBadPosition where in the log the first thing stands that is wrong; absent if nothing is
 * @param fault what is wrong there
 */
public record VerificationView(
        boolean valid,
        long checked,
        String head,
        long headPosition,
        long checkpoints,
        long pending,
        @Nullable Long firstBadPosition,
        Fault.@Nullable Kind fault) {}
