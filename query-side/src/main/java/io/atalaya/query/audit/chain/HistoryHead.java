package io.atalaya.query.audit.chain;

/**
 * Where a tenant's chain ends at present.
 *
 * @param sequence the last link's place; 0 if there is none
 * @param position its event's position in the log
 * @param hash the last link, in hex
 */
public record HistoryHead(long sequence, long position, String hash) {}
