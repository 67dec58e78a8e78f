package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.AttachmentId;
import java.time.Instant;

/**
 * A photo or document of a ticket.
 *
 * @param mediaType as its bytes say
 * @param size in bytes
 * @param sha256 of its bytes, in hex
 * @param addedBy id of the user or key
 */
public record AttachmentView(
        AttachmentId id, String name, String mediaType, long size, String sha256, Instant addedAt, String addedBy) {}
