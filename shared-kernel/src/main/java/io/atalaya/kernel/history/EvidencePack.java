package io.atalaya.kernel.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip file with a tenant's events, their links, the checkpoints among them and the public key, which can be checked with
 * nothing but this class. It is read through once; no more than one event is in memory.
 */
public final class EvidencePack {
    public static final String README = "README.txt";
    public static final String EVENTS = "events.ndjson";
    public static final String CHECKPOINTS = "checkpoints.ndjson";
    public static final String PUBLIC_KEY = "public-key.pem";
    public static final String MANIFEST = "manifest.json";
    /** Ed25519 over the manifest's bytes, in hex. */
    public static final String SIGNATURE = "manifest.sig";

    private static final Set<String> FILES = Set.of(README, EVENTS, CHECKPOINTS, PUBLIC_KEY, MANIFEST, SIGNATURE);
    private static final int MAX_SMALL_FILE = 1 << 20;
    /** The rest of a file counts too, after its last value. */
    private static final ObjectMapper JSON = EventJson.mapper().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);

    private final ZipFile zip;
    private final @Nullable HistoryPublicKey pinned;
    private final List<String> faults = new ArrayList<>();
    private final Map<Long, String> links = new TreeMap<>();

    private EvidencePack(ZipFile zip, @Nullable HistoryPublicKey pinned) {
        this.zip = zip;
        this.pinned = pinned;
    }

    /**
     * What came out.
     *
     * @param faults what is wrong, in words; empty if the pack proves what it says
     * @param manifest {@code null} if it could not be read
     * @param keyId of the key that the check relied on; {@code null} if there was none
     * @param firstBadPosition of the first event in the log that is not what was chained; {@code null} if there is none
     */
    public record Verdict(
            List<String> faults,
            @Nullable EvidenceManifest manifest,
            @Nullable String keyId,
            @Nullable Long firstBadPosition) {
        public boolean isValid() {
            return faults.isEmpty();
        }
    }

    /**
     * @param pinned the key that must have signed; {@code null} takes the one in the pack, which shows no more than that
     *     the pack agrees with itself
     * @throws IOException if the file is no zip file or cannot be read
     */
    public static Verdict check(Path file, @Nullable HistoryPublicKey pinned) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new EvidencePack(zip, pinned).check();
        }
    }

    private Verdict check() throws IOException {
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!FILES.contains(entry.getName()) || !names.add(entry.getName())) {
                faults.add("The pack holds " + entry.getName() + ", which does not belong there");
            }
        }
        if (!names.containsAll(FILES)) {
            faults.add("The pack is not complete: it needs " + FILES);
            return new Verdict(faults, null, null, null);
        }
        HistoryPublicKey key;
        EvidenceManifest manifest;
        try {
            key = HistoryPublicKey.parse(new String(small(PUBLIC_KEY), StandardCharsets.US_ASCII));
            manifest = EvidenceManifest.parse(small(MANIFEST));
        } catch (IOException | IllegalArgumentException damaged) {
            faults.add("Manifest or key cannot be read: " + damaged.getMessage());
            return new Verdict(faults, null, null, null);
        }
        if (pinned != null && !pinned.id().equals(key.id())) {
            faults.add("The pack was signed with another key: " + key.id() + " instead of " + pinned.id());
            key = pinned;
        }
        checkManifest(manifest, key);
        Long firstBad = checkEvents(manifest);
        checkCheckpoints(manifest, key);
        checkDigest(README, manifest);
        checkDigest(PUBLIC_KEY, manifest);
        return new Verdict(List.copyOf(faults), manifest, key.id(), firstBad);
    }

    private void checkManifest(EvidenceManifest manifest, HistoryPublicKey key) throws IOException {
        if (!EvidenceManifest.FORMAT.equals(manifest.format())) {
            faults.add("The format is " + manifest.format() + " and not " + EvidenceManifest.FORMAT);
        }
        String signature = new String(small(SIGNATURE), StandardCharsets.US_ASCII).strip();
        if (!key.verifies(small(MANIFEST), signature)) {
            faults.add("The manifest is not signed by the key " + key.id());
        }
    }

    /** @return the first event that is wrong */
    private @Nullable Long checkEvents(EvidenceManifest manifest) throws IOException {
        byte[] previous = HexFormat.of().parseHex(manifest.previousHash());
        Chain chain = Chain.after(manifest.tenantId(), manifest.firstSequence() - 1, previous);
        if (manifest.firstSequence() == 1
                && !Arrays.equals(previous, Chain.begin(manifest.tenantId()).head())) {
            faults.add("The chain does not begin with zeros");
        }
        MessageDigest digest = Sha256.digest();
        try (DigestInputStream in = new DigestInputStream(open(EVENTS), digest);
                MappingIterator<EvidenceEvent> events =
                        JSON.readerFor(EvidenceEvent.class).readValues(in)) {
            while (events.hasNextValue()) {
                EvidenceEvent event = events.nextValue();
                String link = HexFormat.of().formatHex(chain.append(event.stored()));
                if (event.sequence() != chain.length() || !link.equals(event.hash())) {
                    faults.add("The event at position " + event.position() + ", number " + event.sequence()
                            + " of the chain, is not what was chained there");
                    return event.position();
                }
                if (event.sequence() % Checkpoint.EVERY == 0) {
                    links.put(event.sequence(), link);
                }
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (RuntimeException | IOException damaged) {
            faults.add("An event behind number " + chain.length() + " cannot be read: " + damaged.getMessage());
            return null;
        }
        long events = chain.length() - manifest.firstSequence() + 1;
        if (events != manifest.events()
                || !HexFormat.of().formatHex(chain.head()).equals(manifest.head())) {
            faults.add("The pack holds " + events + " events and its chain does not end as the manifest says, with "
                    + manifest.events());
        }
        links.put(chain.length(), HexFormat.of().formatHex(chain.head()));
        compare(EVENTS, digest, manifest);
        return null;
    }

    private void checkCheckpoints(EvidenceManifest manifest, HistoryPublicKey key) throws IOException {
        MessageDigest digest = Sha256.digest();
        long count = 0;
        Set<Long> signed = new HashSet<>();
        try (DigestInputStream in = new DigestInputStream(open(CHECKPOINTS), digest);
                MappingIterator<Checkpoint> checkpoints =
                        JSON.readerFor(Checkpoint.class).readValues(in)) {
            while (checkpoints.hasNextValue()) {
                Checkpoint checkpoint = checkpoints.nextValue();
                count++;
                String link = links.get(checkpoint.sequence());
                if (!checkpoint.tenantId().equals(manifest.tenantId())
                        || !checkpoint.isSignedBy(key)
                        || (link != null && !link.equals(checkpoint.hash()))) {
                    faults.add("Checkpoint " + checkpoint.number() + ", of number " + checkpoint.sequence()
                            + " of the chain, is not right");
                }
                signed.add(checkpoint.sequence());
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (RuntimeException | IOException damaged) {
            faults.add("A checkpoint cannot be read: " + damaged.getMessage());
        }
        boolean complete = links.keySet().stream()
                .filter(sequence -> sequence % Checkpoint.EVERY == 0)
                .allMatch(signed::contains);
        if (count != manifest.checkpoints() || !complete) {
            faults.add("Checkpoints are missing");
        }
        compare(CHECKPOINTS, digest, manifest);
    }

    private void checkDigest(String name, EvidenceManifest manifest) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = open(name);
                DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        compare(name, digest, manifest);
    }

    private void compare(String name, MessageDigest digest, EvidenceManifest manifest) {
        if (!HexFormat.of().formatHex(digest.digest()).equals(manifest.files().get(name))) {
            faults.add(name + " is not the file that the manifest names");
        }
    }

    private byte[] small(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readNBytes(MAX_SMALL_FILE);
        }
    }

    private InputStream open(String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name));
    }
}
