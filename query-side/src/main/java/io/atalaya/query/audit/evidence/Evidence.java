package io.atalaya.query.audit.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.Chain;
import io.atalaya.kernel.history.Checkpoint;
import io.atalaya.kernel.history.EvidenceEvent;
import io.atalaya.kernel.history.EvidenceManifest;
import io.atalaya.kernel.history.EvidencePack;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.query.audit.chain.Checkpoints;
import io.atalaya.query.audit.chain.HistoryReads;
import io.atalaya.query.audit.chain.LogRows;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/** Writes evidence packs, part by part, as the reader takes them. */
@Component
public class Evidence {
    private static final int EVENTS_PER_PART = 1_000;

    private static final String RANGE = "select min(sequence), max(sequence) from audit_event where tenant_id = ?"
            + " and position >= ? and position <= ? and at >= ? and at < ?";
    private static final String PREVIOUS = "select hash from audit_link where tenant_id = ? and sequence = ?";
    private static final String PART = "select link.sequence, link.hash, " + LogRows.COLUMNS
            + " from audit_link link join domain_event log on log.global_index = link.position"
            + " where link.tenant_id = ? and link.sequence > ? and link.sequence <= ? order by link.sequence";

    private static final Instant EVER_BEFORE = Instant.EPOCH;
    private static final Instant EVER_AFTER = Instant.parse("9999-12-31T23:59:59Z");
    private static final ObjectMapper MAPPER = EventJson.mapper();
    private static final ObjectWriter JSON = MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final HistoryReads reads;
    private final Checkpoints checkpoints;
    private final HistoryKey key;
    private final Clock clock;

    Evidence(HistoryReads reads, Checkpoints checkpoints, HistoryKey key, Clock clock) {
        this.reads = reads;
        this.checkpoints = checkpoints;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Which events there are in the range; the last of them stands behind a signature then, if it is the tenant's last.
     *
     * @throws Rejection if there are none
     */
    public Selection select(TenantId tenantId, EvidenceRange range) {
        checkpoints.signHead(tenantId);
        Instant from = range.recorded().from();
        Instant to = range.recorded().to();
        Selection selection = reads.part(
                tenantId,
                RANGE,
                statement -> {
                    statement.setObject(1, tenantId.value());
                    statement.setLong(2, range.fromPosition() == null ? 0 : range.fromPosition());
                    statement.setLong(3, range.toPosition() == null ? Long.MAX_VALUE : range.toPosition());
                    statement.setObject(4, utc(from == null ? EVER_BEFORE : from));
                    statement.setObject(5, utc(to == null ? EVER_AFTER : to));
                },
                row -> row.next() ? new Selection(tenantId, row.getLong(1), row.getLong(2)) : Selection.none(tenantId));
        if (selection.isEmpty()) {
            throw Rejection.notFound("An event in this range");
        }
        return selection;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** @throws IOException if the reader has gone */
    public void write(Selection selection, OutputStream out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        byte[] previous = previous(selection);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            files.put(EvidencePack.README, file(zip, EvidencePack.README, body -> body.write(readMe())));
            files.put(
                    EvidencePack.PUBLIC_KEY,
                    file(
                            zip,
                            EvidencePack.PUBLIC_KEY,
                            body -> body.write(ascii(key.publicKey().pem()))));
            Head head = new Head(previous);
            files.put(EvidencePack.EVENTS, file(zip, EvidencePack.EVENTS, body -> events(selection, body, head)));
            files.put(
                    EvidencePack.CHECKPOINTS,
                    file(zip, EvidencePack.CHECKPOINTS, body -> checkpoints(selection, body, head)));
            byte[] manifest = new EvidenceManifest(
                            EvidenceManifest.FORMAT,
                            selection.tenantId(),
                            clock.instant(),
                            selection.first(),
                            selection.last() - selection.first() + 1,
                            HexFormat.of().formatHex(previous),
                            HexFormat.of().formatHex(head.hash),
                            head.checkpoints,
                            key.publicKey().id(),
                            files)
                    .toBytes();
            file(zip, EvidencePack.MANIFEST, body -> body.write(manifest));
            file(zip, EvidencePack.SIGNATURE, body -> body.write(ascii(key.sign(manifest))));
        }
    }

    private byte[] previous(Selection selection) {
        if (selection.first() == 1) {
            return Chain.begin(selection.tenantId()).head();
        }
        byte[] hash = reads.part(
                selection.tenantId(),
                PREVIOUS,
                statement -> {
                    statement.setObject(1, selection.tenantId().value());
                    statement.setLong(2, selection.first() - 1);
                },
                row -> row.next() ? row.getBytes(1) : new byte[0]);
        if (hash.length == 0) {
            throw new IllegalStateException("The chain has no link " + (selection.first() - 1));
        }
        return hash;
    }

    private void events(Selection selection, OutputStream out, Head head) throws IOException {
        for (long from = selection.first() - 1; from < selection.last(); from += EVENTS_PER_PART) {
            long after = from;
            long upto = Math.min(from + EVENTS_PER_PART, selection.last());
            byte[] part = reads.part(
                    selection.tenantId(),
                    PART,
                    statement -> {
                        statement.setObject(1, selection.tenantId().value());
                        statement.setLong(2, after);
                        statement.setLong(3, upto);
                    },
                    row -> {
                        ByteArrayOutputStream lines = new ByteArrayOutputStream(1 << 16);
                        while (row.next()) {
                            head.hash = row.getBytes("hash");
                            line(
                                    lines,
                                    EvidenceEvent.of(
                                            row.getLong("sequence"),
                                            LogRows.read(row),
                                            HexFormat.of().formatHex(head.hash)));
                        }
                        return lines.toByteArray();
                    });
            out.write(part);
        }
    }

    private void checkpoints(Selection selection, OutputStream out, Head head) throws IOException {
        for (long from = selection.first() - 1; from < selection.last(); from += EVENTS_PER_PART * 10L) {
            long after = from;
            long upto = Math.min(from + EVENTS_PER_PART * 10L, selection.last());
            List<Checkpoint> found = checkpoints.find(selection.tenantId(), after, upto);
            for (Checkpoint checkpoint : found) {
                line(out, checkpoint);
                head.checkpoints++;
            }
        }
    }

    private static void line(OutputStream out, Object value) {
        try {
            JSON.writeValue(out, value);
            out.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return SHA-256 of what was written, in hex */
    private static String file(ZipOutputStream zip, String name, Body body) throws IOException {
        MessageDigest digest = Sha256.digest();
        zip.putNextEntry(new ZipEntry(name));
        OutputStream open = new DigestOutputStream(new StaysOpen(zip), digest);
        body.write(open);
        open.flush();
        zip.closeEntry();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] readMe() throws IOException {
        try (InputStream text = Evidence.class.getResourceAsStream("evidence-readme.txt")) {
            if (text == null) {
                throw new IllegalStateException("The text for evidence packs is not on the class path");
            }
            return text.readAllBytes();
        }
    }

    /**
     * A stretch of a tenant's chain.
     *
     * @param first place of its first event; 0 if there is none
     */
    public record Selection(TenantId tenantId, long first, long last) {
        static Selection none(TenantId tenantId) {
            return new Selection(tenantId, 0, 0);
        }

        boolean isEmpty() {
            return first == 0;
        }
    }

    /** What becomes known while events are written. */
    private static final class Head {
        private byte[] hash;
        private long checkpoints;

        private Head(byte[] hash) {
            this.hash = hash;
        }
    }

    @FunctionalInterface
    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    /** One file's end is not the pack's. */
    private static final class StaysOpen extends FilterOutputStream {
        private StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
