package io.atalaya.command.ticket;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.AssignTicket;
import io.atalaya.contract.ticket.command.CompleteTicket;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.contract.ticket.command.StartTicket;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.kernel.TenantId;

/** What is said to one ticket, and what it answers. */
final class ATicket {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    static final UserId TECHNICIAN = UserId.of("00000000-0000-0000-0000-000000000011");
    static final UserId OTHER_TECHNICIAN = UserId.of("00000000-0000-0000-0000-000000000012");
    static final UserId STRANGER = UserId.of("00000000-0000-0000-0000-000000000013");
    static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    static final long NUMBER = 7;

    private static final TicketId TICKET = TicketId.of("00000000-0000-0000-0000-0000000000e1");
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final String NOTE = "Replaced the door seal";

    private ATicket() {}

    static OpenTicket open() {
        return open(TENANT);
    }

    static OpenTicket open(TenantId tenant) {
        return new OpenTicket(
                TICKET, tenant, "Cell 3 too warm", "Since this morning", Priority.HIGH, ASSET, DEVICE, ALERT, 1);
    }

    static TicketOpened opened() {
        return new TicketOpened(
                TICKET,
                TENANT,
                NUMBER,
                "Cell 3 too warm",
                "Since this morning",
                Priority.HIGH,
                ASSET,
                DEVICE,
                ALERT,
                1);
    }

    static AssignTicket assignTo(UserId assignee) {
        return assignTo(TENANT, assignee);
    }

    static AssignTicket assignTo(TenantId tenant, UserId assignee) {
        return new AssignTicket(TICKET, tenant, assignee);
    }

    static TicketAssigned assignedTo(UserId assignee) {
        return new TicketAssigned(TICKET, TENANT, assignee);
    }

    static StartTicket start() {
        return start(TENANT);
    }

    static StartTicket start(TenantId tenant) {
        return new StartTicket(TICKET, tenant);
    }

    static TicketStarted started() {
        return new TicketStarted(TICKET, TENANT);
    }

    static CompleteTicket complete() {
        return complete(TENANT);
    }

    static CompleteTicket complete(TenantId tenant) {
        return new CompleteTicket(TICKET, tenant, NOTE);
    }

    static TicketCompleted completed() {
        return new TicketCompleted(TICKET, TENANT, NOTE);
    }
}
