package io.atalaya.query.audit.chain;

/**
 * An event's link in its tenant's chain.
 *
 * @param sequence its place, from 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Link(long sequence, byte[] hash) {}
