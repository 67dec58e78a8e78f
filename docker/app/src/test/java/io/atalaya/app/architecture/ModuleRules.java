package io.atalaya.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom. Each rule is a function of the root package, so that a sample house can break it. */
final class ModuleRules {
    static final List<String> SIDES = List.of("command", "query", "alerting");
    static final List<String> SHARED = List.of("kernel", "contract");
    private static final String COMPOSITION_ROOT = "app";

    private ModuleRules() {}

    /** A side knows neither the other sides nor the composition root. */
    static ArchRule sideStandsAlone(String root, String side) {
        return knowsNone(root, side, forbiddenTo(side));
    }

    /** What all sides share knows none of them, nor the composition root. */
    static ArchRule sharedKnowsNobody(String root, String shared) {
        return knowsNone(root, shared, forbiddenTo(shared));
    }

    static List<String> forbiddenTo(String part) {
        return Stream.concat(SIDES.stream(), Stream.of(COMPOSITION_ROOT))
                .filter(other -> !other.equals(part))
                .toList();
    }

    private static ArchRule knowsNone(String root, String part, List<String> others) {
        return noClasses()
                .that()
                .resideInAPackage(everythingIn(root, part))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        others.stream().map(other -> everythingIn(root, other)).toArray(String[]::new));
    }

    private static String everythingIn(String root, String part) {
        return root + "." + part + "..";
    }
}
