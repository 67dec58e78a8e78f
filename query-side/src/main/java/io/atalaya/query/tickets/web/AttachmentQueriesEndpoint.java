package io.atalaya.query.tickets.web;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.tickets.AttachmentContents;
import io.atalaya.query.tickets.AttachmentView;
import io.atalaya.query.tickets.FindAttachment;
import io.atalaya.query.tickets.FindAttachments;
import io.atalaya.query.tickets.TicketProjection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads tickets' photos and documents. */
@RestController
@RequestMapping("/api/v1/tickets/{ticketId}/attachments")
@ReadsFrom(TicketProjection.PROCESSING_GROUP)
class AttachmentQueriesEndpoint {
    private final Queries queries;
    private final AttachmentContents contents;

    AttachmentQueriesEndpoint(Queries queries, AttachmentContents contents) {
        this.queries = queries;
        this.contents = contents;
    }

    @GetMapping
    Page<AttachmentView> list(
            @PathVariable TicketId ticketId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindAttachments(caller.tenantId(), caller.within(), ticketId, Listing.of(limit, cursor)), caller);
    }

    /** Its bytes, or a range of them. To be saved, never to be shown by a browser as if it were a page of ours. */
    @GetMapping("/{attachmentId}")
    ResponseEntity<Resource> get(
            @PathVariable TicketId ticketId, @PathVariable AttachmentId attachmentId, Caller caller) {
        AttachmentView attachment = queries.ask(
                new FindAttachment(caller.tenantId(), caller.within(), ticketId, attachmentId),
                AttachmentView.class,
                caller);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(attachment.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(attachment.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .eTag('"' + attachment.sha256() + '"')
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(contents.of(caller.tenantId(), attachmentId));
    }
}
