package io.atalaya.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.access.RequiresPermission;
import java.util.Arrays;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What commands, queries and events look like. */
final class MessageRules {
    /** What the domain log or the telemetry log holds. */
    static final DescribedPredicate<JavaClass> STORED_EVENT = describe(
            "are stored events",
            type -> !type.isInterface()
                    && (type.isAssignableTo(DomainEvent.class) || type.isEquivalentTo(ReadingsRecorded.class)));

    static final ArchRule EVENTS_ARE_RECORDS_WITH_A_REVISION = classes()
            .that(STORED_EVENT)
            .should()
            .beRecords()
            .andShould()
            .beAnnotatedWith(Revision.class)
            .because("the log holds them for ever, and an upcaster tells old from new by revision");

    static final ArchRule EVENTS_BELONG_TO_SEALED_FAMILIES = classes()
            .that(assignableTo(DomainEvent.class))
            .and(DescribedPredicate.not(equivalentTo(DomainEvent.class)))
            .should(belongToASealedFamily())
            .because("a switch over a family must be complete");

    static final ArchRule MESSAGES_NAME_A_PERMISSION = classes()
            .that(assignableTo(Command.class).or(assignableTo(Query.class)))
            .and()
            .areRecords()
            .should()
            .beAnnotatedWith(RequiresPermission.class)
            .because("the buses refuse a message that names none");

    private MessageRules() {}

    /** A family is sealed itself; an event implements a family, not just DomainEvent. */
    private static ArchCondition<JavaClass> belongToASealedFamily() {
        return new ArchCondition<>("be a sealed family of events, or belong to one") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean holds = type.isInterface() ? type.reflect().isSealed() : implementsASealedFamily(type);
                String message = type.getName() + (holds ? " is" : " is not") + " part of a sealed family";
                events.add(new SimpleConditionEvent(type, holds, message));
            }
        };
    }

    private static boolean implementsASealedFamily(JavaClass event) {
        List<Class<?>> families = Arrays.stream(event.reflect().getInterfaces())
                .<Class<?>>map(type -> type)
                .filter(DomainEvent.class::isAssignableFrom)
                .toList();
        return !families.isEmpty() && families.stream().allMatch(Class::isSealed);
    }
}
