package io.atalaya.query.audit.web;

import io.atalaya.contract.audit.event.HistoryExported;
import io.atalaya.contract.audit.event.HistoryFoundDamaged;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.history.Checkpoint;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.query.FewAtOnce;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.audit.AuditProjection;
import io.atalaya.query.audit.chain.FindCheckpoints;
import io.atalaya.query.audit.chain.FindHistoryHead;
import io.atalaya.query.audit.chain.HistoryHead;
import io.atalaya.query.audit.chain.HistoryRecord;
import io.atalaya.query.audit.chain.HistoryStreams;
import io.atalaya.query.audit.chain.HistoryVerification;
import io.atalaya.query.audit.chain.VerificationView;
import io.atalaya.query.audit.evidence.Evidence;
import io.atalaya.query.audit.evidence.EvidenceRange;
import io.atalaya.query.audit.replay.Replay;
import io.atalaya.query.audit.replay.ReplayRange;
import io.atalaya.query.consistency.ReadsFrom;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Proves the tenant's history, and gives it out. */
@RestController
@RequestMapping("/api/v1/audit")
@ReadsFrom(AuditProjection.PROCESSING_GROUP)
class HistoryEndpoint {
    private final Queries queries;
    private final HistoryVerification verification;
    private final Replay replay;
    private final Evidence evidence;
    private final HistoryStreams streams;
    private final HistoryResponse responses;
    private final HistoryRecord record;
    private final HistoryKey key;

    HistoryEndpoint(
            Queries queries,
            HistoryVerification verification,
            Replay replay,
            Evidence evidence,
            HistoryStreams streams,
            HistoryResponse responses,
            HistoryRecord record,
            HistoryKey key) {
        this.queries = queries;
        this.verification = verification;
        this.replay = replay;
        this.evidence = evidence;
        this.streams = streams;
        this.responses = responses;
        this.record = record;
        this.key = key;
    }

    /** Works the whole chain out anew; from and to are positions of the log, both inclusive. */
    @GetMapping("/verify")
    VerificationView verify(
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            Caller caller) {
        queries.ask(new FindHistoryHead(caller.tenantId()), HistoryHead.class, caller);
        VerificationView verdict = verification.verify(caller.tenantId(), from, to);
        if (verdict.firstBadPosition() != null && verdict.fault() != null) {
            record.publish(
                    new HistoryFoundDamaged(
                            caller.tenantId(),
                            verdict.firstBadPosition(),
                            verdict.fault().name()),
                    caller);
        }
        return verdict;
    }

    /** Newest first. Whoever keeps one can tell ever after whether the chain up to there is still the same. */
    @GetMapping("/checkpoints")
    Page<Checkpoint> checkpoints(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(new FindCheckpoints(caller.tenantId(), Listing.of(limit, cursor)), caller);
    }

    /**
     * One event per line, as JSON, in the order of the tenant's chain; with telemetry, reports between them. A line's
     * cursor, given back as {@code after}, goes on behind that line. If it breaks off, the connection is cut.
     */
    @GetMapping(path = "/replay", produces = "application/x-ndjson")
    void replay(
            @RequestParam(required = false) @Nullable Long fromPosition,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "false") boolean telemetry,
            Caller caller,
            HttpServletResponse response) {
        ReplayRange range = new ReplayRange(fromPosition, after, to, telemetry);
        HistoryHead head = queries.ask(new FindHistoryHead(caller.tenantId()), HistoryHead.class, caller);
        try (FewAtOnce.Slot slot = streams.enter(caller.tenantId())) {
            responses.send(response, "application/x-ndjson", out -> replay.write(caller.tenantId(), range, head, out));
        }
    }

    /** A signed pack of events, to be checked elsewhere; positions are inclusive, from is, to is not. */
    @GetMapping(path = "/export", produces = "application/zip")
    void export(
            @RequestParam(required = false) @Nullable Long fromPosition,
            @RequestParam(required = false) @Nullable Long toPosition,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Caller caller,
            HttpServletResponse response) {
        queries.ask(new FindHistoryHead(caller.tenantId()), HistoryHead.class, caller);
        EvidenceRange range = new EvidenceRange(fromPosition, toPosition, new TimeRange(from, to));
        try (FewAtOnce.Slot slot = streams.enter(caller.tenantId())) {
            Evidence.Selection selection = evidence.select(caller.tenantId(), range);
            record.publish(new HistoryExported(caller.tenantId(), selection.first(), selection.last()), caller);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"atalaya-evidence-" + selection.first() + "-" + selection.last() + ".zip\"");
            responses.send(response, "application/zip", out -> evidence.write(selection, out));
        }
    }

    /** Not answered: the server cuts the connection when it sees the failure. */
    @ExceptionHandler
    void handle(HistoryResponse.BrokenOff failure) {
        throw failure;
    }

    /** The public key that checkpoints and evidence are signed with. Needs no log-in: whoever checks it needs it. */
    @GetMapping("/key")
    PublicKeyView key() {
        return new PublicKeyView(
                key.publicKey().id(), "Ed25519", key.publicKey().pem());
    }

    /**
     * @param id SHA-256 of the key's DER form, in hex
     * @param pem SubjectPublicKeyInfo (RFC 8410)
     */
    record PublicKeyView(String id, String algorithm, String pem) {}
}
