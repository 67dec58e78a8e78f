package io.atalaya.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The figures of one run, each with the bar that it has to reach, if there is one. */
final class Figures {
    private final Map<String, Figure> byName = new LinkedHashMap<>();

    void add(String name, double value) {
        add(name, value, null, true);
    }

    void atLeast(String name, double value, double bar) {
        add(name, value, bar, true);
    }

    void atMost(String name, double value, double bar) {
        add(name, value, bar, false);
    }

    private void add(String name, double value, @Nullable Double bar, boolean more) {
        Figure figure = new Figure(value, bar, more ? "at least" : "at most", met(value, bar, more));
        byName.put(name, figure);
        System.out.println(line(name, figure));
    }

    double get(String name) {
        Figure figure = byName.get(name);
        if (figure == null) {
            throw new IllegalStateException("No figure " + name);
        }
        return figure.value();
    }

    /** The whole table, and the same as JSON in a file. */
    void write(Path file) throws IOException {
        System.out.println();
        byName.forEach((name, figure) -> System.out.println(line(name, figure)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(byName));
    }

    private static @Nullable Boolean met(double value, @Nullable Double bar, boolean more) {
        if (bar == null) {
            return null;
        }
        return more ? value >= bar : value <= bar;
    }

    private static String line(String name, Figure figure) {
        String beside = figure.bar() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  %s %,.2f: %s",
                        figure.kind(),
                        figure.bar(),
                        Boolean.TRUE.equals(figure.met()) ? "met" : "MISSED");
        return String.format(Locale.ROOT, "%-44s %,14.2f%s", name, figure.value(), beside);
    }

    /** @param kind whether the bar is to be reached or not to be exceeded */
    record Figure(
            double value,
            @Nullable Double bar,
            String kind,
            @Nullable Boolean met) {}
}
