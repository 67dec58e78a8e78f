package io.atalaya.command.ticket;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.AddAttachment;
import io.atalaya.contract.ticket.command.AssignTicket;
import io.atalaya.contract.ticket.command.CancelTicket;
import io.atalaya.contract.ticket.command.CloseTicket;
import io.atalaya.contract.ticket.command.CompleteTicket;
import io.atalaya.contract.ticket.command.FireTicketTimer;
import io.atalaya.contract.ticket.command.HoldTicket;
import io.atalaya.contract.ticket.command.NoteAlertResolved;
import io.atalaya.contract.ticket.command.OfferAttachment;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.contract.ticket.command.RemoveAttachment;
import io.atalaya.contract.ticket.command.ReopenTicket;
import io.atalaya.contract.ticket.command.ResumeTicket;
import io.atalaya.contract.ticket.command.StartTicket;
import io.atalaya.contract.ticket.command.UpdateTicket;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/** What is said to one ticket, by default in its own tenant. */
record ATicket(TenantId tenant) {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    static final UserId TECHNICIAN = UserId.of("00000000-0000-0000-0000-000000000011");
    static final UserId OTHER_TECHNICIAN = UserId.of("00000000-0000-0000-0000-000000000012");
    static final UserId STRANGER = UserId.of("00000000-0000-0000-0000-000000000013");
    static final UserId OWNER = UserId.of("00000000-0000-0000-0000-000000000014");
    static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    static final TicketId TICKET = TicketId.of("00000000-0000-0000-0000-0000000000e1");
    static final AttachmentId PHOTO = AttachmentId.of("00000000-0000-0000-0000-0000000000f1");
    static final long NUMBER = 7;

    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final String TITLE = "Cell 3 too warm";
    private static final String DESCRIPTION = "Since this morning";

    static final ATicket OURS = new ATicket(TENANT);
    static final ATicket THEIRS = new ATicket(OTHER_TENANT);

    OpenTicket open() {
        return open(Priority.HIGH);
    }

    OpenTicket open(Priority priority) {
        return new OpenTicket(TICKET, tenant, TITLE, DESCRIPTION, priority, ASSET, DEVICE, ALERT, 1);
    }

    TicketOpened opened() {
        return new TicketOpened(TICKET, tenant, NUMBER, TITLE, DESCRIPTION, Priority.HIGH, ASSET, DEVICE, ALERT, 1);
    }

    UpdateTicket update(Priority priority) {
        return update("Cell 4 too warm", priority, null);
    }

    UpdateTicket update(String title, Priority priority, @Nullable Integer revision) {
        return new UpdateTicket(TICKET, tenant, title, DESCRIPTION, priority, revision);
    }

    UpdateTicket updateNothing() {
        return update(TITLE, Priority.HIGH, null);
    }

    AssignTicket assignTo(UserId assignee) {
        return new AssignTicket(TICKET, tenant, assignee);
    }

    StartTicket start() {
        return new StartTicket(TICKET, tenant);
    }

    HoldTicket hold() {
        return new HoldTicket(TICKET, tenant, "Waiting for a spare part");
    }

    ResumeTicket resume() {
        return new ResumeTicket(TICKET, tenant);
    }

    CompleteTicket complete() {
        return new CompleteTicket(TICKET, tenant, "Replaced the door seal");
    }

    ReopenTicket reopen() {
        return new ReopenTicket(TICKET, tenant, "Still too warm");
    }

    CloseTicket close() {
        return new CloseTicket(TICKET, tenant);
    }

    CancelTicket cancel() {
        return new CancelTicket(TICKET, tenant, "The cell was sold");
    }

    NoteAlertResolved alertResolved(boolean byItself) {
        return new NoteAlertResolved(TICKET, tenant, byItself);
    }

    FireTicketTimer fire(TicketTimer timer, int generation) {
        return new FireTicketTimer(TICKET, tenant, timer.name(), generation);
    }

    OfferAttachment offer() {
        return new OfferAttachment(TICKET, tenant);
    }

    AddAttachment attach(AttachmentId attachment) {
        return new AddAttachment(TICKET, tenant, attachment, "door.jpg", "image/jpeg", 3, "ab");
    }

    RemoveAttachment detach(AttachmentId attachment) {
        return new RemoveAttachment(TICKET, tenant, attachment);
    }
}
