package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Follows the telemetry log, partitioned by device, and turns readings that breach a rule into alert commands.
 * Conditions, token and the events of those commands are one transaction: no reading counts twice, whatever fails. Made
 * again from the log, the conditions are the same, and no command is sent again.
 */
@Component
@ProcessingGroup(Evaluator.PROCESSING_GROUP)
class Evaluator {
    static final String PROCESSING_GROUP = "evaluation";

    private final TenantLocks locks;
    private final RuleBook ruleBook;
    private final Conditions conditions;
    private final AlertCommands alerts;

    Evaluator(TenantLocks locks, RuleBook ruleBook, Conditions conditions, AlertCommands alerts) {
        this.locks = locks;
        this.ruleBook = ruleBook;
        this.conditions = conditions;
        this.alerts = alerts;
    }

    @EventHandler
    void on(ReportBatch part, UnitOfWork<?> unitOfWork) {
        UnitOfWork<?> root = unitOfWork.root();
        List<EventMessage<ReadingsRecorded>> batch = root.getOrComputeResource(PROCESSING_GROUP, key -> {
            List<EventMessage<ReadingsRecorded>> reports = new ArrayList<>();
            root.onPrepareCommit(committing -> evaluate(reports));
            return reports;
        });
        batch.addAll(part.reports());
    }

    @ResetHandler
    void reset() {
        conditions.rewind();
    }

    private void evaluate(List<EventMessage<ReadingsRecorded>> reports) {
        Set<TenantId> tenants =
                reports.stream().map(report -> report.getPayload().tenantId()).collect(Collectors.toSet());
        locks.share(tenants);
        List<Concern> concerns = concerns(reports, ruleBook.of(tenants));
        if (concerns.isEmpty()) {
            return;
        }
        BatchEvaluation evaluation = new BatchEvaluation(known(concerns));
        concerns.forEach(concern -> concern.evaluate(evaluation));
        conditions.save(evaluation.changed(alerts.sendAll(evaluation.intents())));
    }

    /** What of the reports some rule compares. */
    private static List<Concern> concerns(
            List<EventMessage<ReadingsRecorded>> reports, Map<TenantId, TenantRules> rules) {
        List<Concern> concerns = new ArrayList<>();
        for (EventMessage<ReadingsRecorded> message : reports) {
            ReadingsRecorded report = message.getPayload();
            TenantRules tenantRules = rules.get(report.tenantId());
            if (tenantRules == null) {
                continue;
            }
            TenantRules.DeviceRules deviceRules = tenantRules.applyingTo(report.deviceId());
            List<Reading> compared = new ArrayList<>();
            Set<String> metrics = new HashSet<>();
            for (Reading reading : report.readings()) {
                if (deviceRules.compare(reading.metric())) {
                    compared.add(reading);
                    metrics.add(reading.metric());
                }
            }
            if (!compared.isEmpty()) {
                compared.sort(Comparator.comparing(Reading::measuredAt));
                concerns.add(new Concern(message, deviceRules.comparing(metrics), compared));
            }
        }
        return concerns;
    }

    private Map<Conditions.Key, Condition> known(List<Concern> concerns) {
        Set<RuleId> rules = new HashSet<>();
        Set<DeviceId> devices = new HashSet<>();
        for (Concern concern : concerns) {
            concern.rules().forEach(rule -> rules.add(rule.ruleId()));
            devices.add(concern.message().getPayload().deviceId());
        }
        return conditions.of(rules, devices);
    }

    /**
     * A report that rules compare something of.
     *
     * @param readings those that some rule compares, in the order of their own time
     */
    private record Concern(
            EventMessage<ReadingsRecorded> message, Collection<TenantRules.Entry> rules, List<Reading> readings) {
        void evaluate(BatchEvaluation evaluation) {
            ReadingsRecorded report = message.getPayload();
            Cause cause = Cause.of(message);
            for (TenantRules.Entry rule : rules) {
                evaluation.apply(
                        new Conditions.Key(report.tenantId(), rule.ruleId(), report.deviceId()), rule, readings, cause);
            }
        }
    }
}
