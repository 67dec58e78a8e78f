import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies the formatting of all Java sources. Runs on the JDK that the sources are written for: formatters that
 * are built on javac read only the syntax of the JDK that they run on, and Maven itself may run on an older one.
 *
 * <p>{@code java -cp 'target/formatter/*' docker/build/Format.java check|apply MODULE…}
 */
public class Format {
    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        List<Path> unformatted = Stream.of(arguments)
                .skip(1)
                .map(Path::of)
                .flatMap(Format::sources)
                .parallel()
                .filter(source -> !format(formatter, source, apply))
                .toList();
        if (!unformatted.isEmpty() && !apply) {
            unformatted.forEach(source -> System.err.println("Not formatted: " + source));
            System.err.println("Format with: ./mvnw -N -Pformat process-sources");
            System.exit(1);
        }
    }

    private static Stream<Path> sources(Path module) {
        try {
            return Files.walk(module)
                    .filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static boolean format(Formatter formatter, Path source, boolean apply) {
        try {
            String before = Files.readString(source);
            String ordered = ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.PALANTIR);
            String after = formatter.formatSource(ordered);
            if (apply && !after.equals(before)) {
                Files.writeString(source, after);
            }
            return after.equals(before);
        } catch (FormatterException | IOException failure) {
            throw new IllegalStateException("Cannot format " + source, failure);
        }
    }
}
