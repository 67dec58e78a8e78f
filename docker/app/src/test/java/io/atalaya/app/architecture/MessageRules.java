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
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.kernel.access.TenantWide;
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

    static final ArchRule MESSAGES_SAY_WHAT_SITES_MEAN = classes()
            .that(assignableTo(Command.class).or(assignableTo(Query.class)))
            .and(mayBeSentByMembers())
            .should(sayWhatSitesMean())
            .because("a member who is limited to sites must neither see nor change what stands elsewhere");

    private MessageRules() {}

    private static DescribedPredicate<JavaClass> mayBeSentByMembers() {
        return describe(
                "may be sent by members",
                type -> type.isAnnotatedWith(RequiresPermission.class)
                        && !type.getAnnotationOfType(RequiresPermission.class).systemOnly());
    }

    private static ArchCondition<JavaClass> sayWhatSitesMean() {
        return new ArchCondition<>("either keep to sites or be for the whole tenant") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean scoped = type.isAssignableTo(SiteScoped.class) || type.isAssignableTo(SiteScopedQuery.class);
                boolean wide = type.isAnnotatedWith(TenantWide.class);
                boolean holds = scoped != wide && (scoped || isHarmless(type));
                String message = type.getName() + (holds ? " says" : " does not say") + " what sites mean to it";
                events.add(new SimpleConditionEvent(type, holds, message));
            }
        };
    }

    /** What is open to everybody names nothing but the tenant. */
    private static boolean isHarmless(JavaClass type) {
        return !type.getAnnotationOfType(TenantWide.class).openToAll()
                || Arrays.stream(type.reflect().getRecordComponents())
                        .allMatch(component -> component.getType().equals(TenantId.class));
    }

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
