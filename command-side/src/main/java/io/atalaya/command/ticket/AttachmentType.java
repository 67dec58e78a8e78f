package io.atalaya.command.ticket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * The types of files that tickets take. Which one a file is, its first bytes say; its name only tells apart what has the
 * same bytes, such as the kinds of archives and of plain text. What the sender declares does not count.
 */
enum AttachmentType {
    PNG("image/png", Set.of("image/png"), "png"),
    JPEG("image/jpeg", Set.of("image/jpeg"), "jpg", "jpeg"),
    WEBP("image/webp", Set.of("image/webp"), "webp"),
    GIF("image/gif", Set.of("image/gif"), "gif"),
    HEIC("image/heic", Set.of("image/heic"), "heic"),
    HEIF("image/heif", Set.of("image/heif"), "heif"),
    PDF("application/pdf", Set.of("application/pdf"), "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Bytes.ARCHIVE, "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Bytes.ARCHIVE, "xlsx"),
    ZIP("application/zip", Bytes.ARCHIVE, "zip"),
    CSV("text/csv", Bytes.TEXT, "csv"),
    TEXT("text/plain", Bytes.TEXT, "txt", "log");

    /** How many of the first bytes are enough to tell. */
    static final int TELLING_BYTES = 65_536;

    private static final int MAX_STEM = 100;
    private static final MimeTypes KNOWN = MimeTypes.getDefaultMimeTypes();

    private final String mediaType;
    private final Set<String> asBytesSay;
    private final List<String> extensions;

    AttachmentType(String mediaType, Set<String> asBytesSay, String... extensions) {
        this.mediaType = mediaType;
        this.asBytesSay = asBytesSay;
        this.extensions = List.of(extensions);
    }

    /** @return empty if tickets take no such files */
    static Optional<AttachmentType> of(byte[] firstBytes, String name) {
        String said = said(firstBytes);
        List<AttachmentType> possible = Arrays.stream(values())
                .filter(type -> type.asBytesSay.contains(said))
                .toList();
        return possible.stream()
                .filter(type -> type.isNamed(name))
                .findFirst()
                .or(() -> possible.isEmpty() ? Optional.empty() : Optional.of(possible.getLast()));
    }

    private static String said(byte[] firstBytes) {
        try {
            return KNOWN.detect(new ByteArrayInputStream(firstBytes), new Metadata())
                    .getBaseType()
                    .toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Bytes in memory can be read", impossible);
        }
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * A name that is safe to store and to save under: no folders, nothing invisible, not too long, and with an extension
     * that does not lie.
     *
     * @param given {@code null} if the sender gave none
     */
    String name(@Nullable String given) {
        String last =
                given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String visible = last.codePoints()
                .filter(AttachmentType::isVisible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip()
                .replaceFirst("^\\.+", "");
        int dot = visible.lastIndexOf('.');
        String stem = isNamed(visible) ? visible.substring(0, dot) : visible;
        String extension = isNamed(visible) ? visible.substring(dot + 1) : extensions.getFirst();
        String shortened = stem.codePoints()
                .limit(MAX_STEM)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return (shortened.isBlank() ? "file" : shortened) + "." + extension;
    }

    private boolean isNamed(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && extensions.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Neither control characters nor such as reverse the order of others, nor halves of any. */
    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> "<>:\"|?*".indexOf(codePoint) < 0;
        };
    }

    /** What the bytes say of files that only their names tell apart. */
    private static final class Bytes {
        static final Set<String> ARCHIVE = Set.of("application/zip", "application/x-tika-ooxml");
        static final Set<String> TEXT = Set.of("text/plain");
    }
}
