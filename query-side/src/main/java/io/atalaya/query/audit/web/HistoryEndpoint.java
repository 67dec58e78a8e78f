package io.atalaya.query.audit.web;

import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.query.Queries;
import io.atalaya.query.audit.AuditProjection;
import io.atalaya.query.audit.chain.FindHistoryHead;
import io.atalaya.query.audit.chain.HistoryHead;
import io.atalaya.query.audit.chain.HistoryVerification;
import io.atalaya.query.audit.chain.VerificationView;
import io.atalaya.query.consistency.ReadsFrom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Proves the tenant's history. */
@RestController
@RequestMapping("/api/v1/audit")
@ReadsFrom(AuditProjection.PROCESSING_GROUP)
class HistoryEndpoint {
    private final Queries queries;
    private final HistoryVerification verification;
    private final HistoryKey key;

    HistoryEndpoint(Queries queries, HistoryVerification verification, HistoryKey key) {
        this.queries = queries;
        this.verification = verification;
        this.key = key;
    }

    /** Works the whole chain out anew; from and to are positions of the log, both inclusive. */
    @GetMapping("/verify")
    VerificationView verify(
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            Caller caller) {
        queries.ask(new FindHistoryHead(caller.tenantId()), HistoryHead.class, caller);
        return verification.verify(caller.tenantId(), from, to);
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
