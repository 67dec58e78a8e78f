package io.atalaya.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All modules without their tests: compiled, as ArchUnit sees them, and as source. */
public final class MainCode {
    public static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.atalaya");

    /** Surefire works in docker/app. */
    public static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private static final List<String> MODULES =
            List.of("shared-kernel", "command-side", "query-side", "alerting-saga", "docker/app");

    private MainCode() {}

    /** Every type of event that a log may hold. */
    public static List<Class<?>> events() {
        List<Class<?>> events = new ArrayList<>();
        CLASSES.stream()
                .filter(MessageRules.STORED_EVENT)
                .map(JavaClass::reflect)
                .forEach(events::add);
        return events;
    }

    static List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (var files = Files.walk(REPOSITORY.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return sources;
    }
}
