package io.atalaya.app.evidence;

import io.atalaya.kernel.history.EvidenceManifest;
import io.atalaya.kernel.history.EvidencePack;
import io.atalaya.kernel.history.HistoryPublicKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code java -jar atalaya.jar verify-export FILE [--public-key KEY]}. */
public final class VerifyExport {
    public static final String COMMAND = "verify-export";

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int MISUSED = 2;
    private static final String KEY_OPTION = "--public-key";
    private static final String USAGE = "Usage: java -jar atalaya.jar verify-export FILE [--public-key KEY.pem]";

    private VerifyExport() {}

    /**
     * @param arguments without the command's name
     * @return exit code: 0 for evidence that is valid, 1 for evidence that is not, 2 if there was nothing to check
     */
    public static int run(List<String> arguments, PrintStream out) {
        boolean pinned = arguments.size() == 3 && arguments.get(1).equals(KEY_OPTION);
        if (arguments.size() != 1 && !pinned) {
            out.println(USAGE);
            return MISUSED;
        }
        try {
            HistoryPublicKey key = pinned ? key(arguments.get(2)) : null;
            return tell(EvidencePack.check(Path.of(arguments.getFirst()), key), key, out);
        } catch (IOException | IllegalArgumentException unreadable) {
            out.println("Cannot be checked: " + unreadable.getMessage());
            return MISUSED;
        }
    }

    private static HistoryPublicKey key(String file) throws IOException {
        return HistoryPublicKey.parse(Files.readString(Path.of(file), StandardCharsets.US_ASCII));
    }

    private static int tell(EvidencePack.Verdict verdict, @Nullable HistoryPublicKey pinned, PrintStream out) {
        EvidenceManifest manifest = verdict.manifest();
        if (manifest != null) {
            out.println("Tenant       " + manifest.tenantId());
            out.println("Exported at  " + manifest.exportedAt());
            out.println("Events       " + manifest.events() + ", from number " + manifest.firstSequence()
                    + " of the chain");
            out.println("Head         " + manifest.head());
            out.println("Key          " + verdict.keyId()
                    + (pinned == null ? ", as it came with the pack: compare it with one that you trust" : ", given"));
        }
        verdict.faults().forEach(fault -> out.println("FAULT        " + fault));
        if (verdict.firstBadPosition() != null) {
            out.println("First bad position " + verdict.firstBadPosition());
        }
        out.println(verdict.isValid() ? "VALID" : "NOT VALID");
        return verdict.isValid() ? VALID : INVALID;
    }
}
