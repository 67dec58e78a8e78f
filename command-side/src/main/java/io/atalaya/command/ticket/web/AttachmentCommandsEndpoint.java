package io.atalaya.command.ticket.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.command.ticket.AttachmentStore;
import io.atalaya.command.ticket.Upload;
import io.atalaya.command.ticket.Uploads;
import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.AddAttachment;
import io.atalaya.contract.ticket.command.OfferAttachment;
import io.atalaya.contract.ticket.command.RemoveAttachment;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds photos and documents to tickets, and takes them away. */
@RestController
@RequestMapping("/api/v1/tickets/{ticketId}/attachments")
class AttachmentCommandsEndpoint {
    private final CommandDispatcher commands;
    private final Uploads uploads;
    private final AttachmentStore store;

    AttachmentCommandsEndpoint(CommandDispatcher commands, Uploads uploads, AttachmentStore store) {
        this.commands = commands;
        this.uploads = uploads;
        this.store = store;
    }

    /** One file as multipart/form-data, in the part {@code file}. What type it is, its bytes say. */
    @PostMapping
    ResponseEntity<AttachmentAnswer> add(
            @PathVariable TicketId ticketId, HttpServletRequest request, Caller caller, @NewId UUID newId)
            throws IOException {
        // Nobody sends megabytes only to hear that there is no such ticket.
        commands.send(new OfferAttachment(ticketId, caller.tenantId()), caller);
        Upload upload = new FilePart(request).receive(uploads);
        try {
            return add(ticketId, new AttachmentId(newId), upload, caller);
        } finally {
            uploads.discard(upload);
        }
    }

    private ResponseEntity<AttachmentAnswer> add(
            TicketId ticketId, AttachmentId attachmentId, Upload upload, Caller caller) {
        store.store(caller.tenantId(), attachmentId, upload);
        AddAttachment command = new AddAttachment(
                ticketId,
                caller.tenantId(),
                attachmentId,
                upload.name(),
                upload.mediaType(),
                upload.size(),
                upload.sha256());
        try {
            Receipt<Object> receipt = commands.send(command, caller);
            return receipt.created(
                    "/api/v1/tickets/" + ticketId + "/attachments/" + attachmentId,
                    new AttachmentAnswer(
                            attachmentId, upload.name(), upload.mediaType(), upload.size(), upload.sha256()));
        } catch (Rejection refused) {
            store.forget(caller.tenantId(), attachmentId);
            throw refused;
        }
    }

    /** Deletes its bytes for good. What it was stays on the record. */
    @DeleteMapping("/{attachmentId}")
    ResponseEntity<Void> remove(
            @PathVariable TicketId ticketId, @PathVariable AttachmentId attachmentId, Caller caller) {
        return commands.send(new RemoveAttachment(ticketId, caller.tenantId(), attachmentId), caller)
                .removed();
    }

    /**
     * @param name as it was sent, made safe
     * @param mediaType as its bytes say
     * @param size in bytes
     * @param sha256 of its bytes, in hex
     */
    record AttachmentAnswer(AttachmentId id, String name, String mediaType, long size, String sha256) {}
}
