package io.atalaya.command.ticket;

import static io.atalaya.command.ticket.TicketStatus.*;

import io.atalaya.kernel.Rejection;
import java.util.EnumSet;
import java.util.Set;

/** What can be done with a ticket, and when. This table is the only place that says so. */
enum TicketStep {
    UPDATE("updated", EnumSet.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)),
    ASSIGN("assigned", EnumSet.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)),
    START("started", EnumSet.of(ASSIGNED)),
    HOLD("put on hold", EnumSet.of(NEW, ASSIGNED, IN_PROGRESS)),
    RESUME("resumed", EnumSet.of(ON_HOLD)),
    COMPLETE("completed", EnumSet.of(ASSIGNED, IN_PROGRESS)),
    REOPEN("reopened", EnumSet.of(COMPLETED)),
    CLOSE("closed", EnumSet.of(COMPLETED)),
    CANCEL("cancelled", EnumSet.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD)),
    ATTACH("given attachments", EnumSet.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, COMPLETED)),
    DETACH("rid of attachments", EnumSet.of(NEW, ASSIGNED, IN_PROGRESS, ON_HOLD, COMPLETED));

    private final String participle;
    private final Set<TicketStatus> from;

    TicketStep(String participle, EnumSet<TicketStatus> from) {
        this.participle = participle;
        this.from = from;
    }

    boolean isPossibleFrom(TicketStatus status) {
        return from.contains(status);
    }

    /** @throws Rejection if a ticket of this status does not allow it */
    void requireFrom(TicketStatus status) {
        if (!isPossibleFrom(status)) {
            throw Rejection.of(
                    Rejection.Code.TICKET_TRANSITION_REFUSED,
                    "A ticket that is " + status + " cannot be " + participle);
        }
    }
}
