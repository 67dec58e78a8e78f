package io.atalaya.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.web.bind.annotation.RestController;

/** How classes are written: where time comes from, where endpoints stand, what is banned. */
final class CodeRules {
    private static final Pattern LOMBOK = Pattern.compile("(?m)^import (static )?lombok\\.|@lombok\\.");
    private static final Pattern SETTER = Pattern.compile("set[A-Z].*");

    private static final List<String> INJECTING = List.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource",
            "jakarta.persistence.PersistenceContext");

    static final ArchRule NOBODY_READS_THE_SYSTEM_CLOCK = noClasses()
            .should()
            .accessTargetWhere(describe("it reads the system's clock", CodeRules::readsTheSystemClock))
            .because("time comes from an injected Clock or from the message");

    static final ArchRule ONLY_SETTINGS_MAKE_A_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.atalaya.app.Settings")
            .should()
            .accessTargetWhere(describe("it makes a clock of the system's", CodeRules::makesAClock))
            .because("a test must be able to set the time");

    static final ArchRule ENDPOINTS_ARE_PACKAGE_PRIVATE =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    static final ArchRule ENDPOINTS_STAND_AT_THE_EDGE = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .resideInAnyPackage("io.atalaya..web", "io.atalaya.app.edge");

    static final ArchRule NO_DATE = noClasses()
            .should()
            .dependOnClassesThat(equivalentTo(Date.class))
            .because("it is mutable, and java.time says what is meant");

    static final ArchRule NO_XSTREAM = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("com.thoughtworks.xstream.."))
            .because("it instantiates whatever a stored text names");

    static final ArchRule NO_FIELD_INJECTION = fields().should(
                    notSatisfy("be filled by a container", CodeRules::isInjected))
            .because("constructors show what a class needs");

    static final ArchRule NO_SETTERS = methods()
            .should(notSatisfy("be a setter of our own", CodeRules::isOwnSetter))
            .because("what is made is complete, and stays");

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(new ArchCondition<JavaClass>("stand in a package with a package-info that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            type,
                            marked,
                            "The package of " + type.getName() + (marked ? " is" : " is not") + " @NullMarked"));
                }
            })
            .because("NullAway looks at nothing else");

    private CodeRules() {}

    /** Lombok's annotations are gone once compiled, so this looks at the source. */
    static boolean usesLombok(String source) {
        return LOMBOK.matcher(source).find();
    }

    private static boolean readsTheSystemClock(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "now" -> owner.startsWith("java.time.") && !takesAClock(target);
            case "currentTimeMillis" -> target.getOwner().isEquivalentTo(System.class);
            case "<init>" ->
                target.getOwner().isEquivalentTo(Date.class)
                        && parameters(target).isEmpty();
            default -> false;
        };
    }

    private static boolean makesAClock(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        JavaClass owner = target.getOwner();
        boolean ofAClock = owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class);
        boolean making =
                target.getName().startsWith("system") || target.getName().startsWith("tick");
        return ofAClock && making && !takesAClock(target);
    }

    private static boolean takesAClock(AccessTarget target) {
        return parameters(target).stream().anyMatch(parameter -> parameter.isAssignableTo(InstantSource.class));
    }

    private static List<JavaClass> parameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget unit ? unit.getRawParameterTypes() : List.of();
    }

    private static boolean isInjected(CanBeAnnotated member) {
        return INJECTING.stream().anyMatch(member::isAnnotatedWith);
    }

    private static boolean isOwnSetter(JavaMethod method) {
        return SETTER.matcher(method.getName()).matches()
                && method.getRawParameterTypes().size() == 1
                && !overridesALibrary(method);
    }

    private static boolean overridesALibrary(JavaMethod method) {
        String[] parameters =
                method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .filter(type -> !type.getPackageName().startsWith("io.atalaya"))
                .anyMatch(
                        type -> type.tryGetMethod(method.getName(), parameters).isPresent());
    }

    private static <T extends CanBeAnnotated> ArchCondition<T> notSatisfy(String description, Predicate<T> fault) {
        return new ArchCondition<>("not " + description) {
            @Override
            public void check(T member, ConditionEvents events) {
                boolean faulty = fault.test(member);
                events.add(new SimpleConditionEvent(
                        member, !faulty, member + (faulty ? " does " : " does not ") + description));
            }
        };
    }
}
