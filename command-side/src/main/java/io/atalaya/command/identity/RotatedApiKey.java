package io.atalaya.command.identity;

import java.time.Instant;

/**
 * A key after a rotation.
 *
 * @param previousValidUntil until when the secret before it is accepted too
 */
public record RotatedApiKey(IssuedApiKey issued, Instant previousValidUntil) {}
