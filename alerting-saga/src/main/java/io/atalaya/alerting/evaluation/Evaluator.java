package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Follows the telemetry log, partitioned by device, and turns readings that breach a rule into alert commands.
 * Conditions, token and the events of those commands are one transaction: no reading counts twice, whatever fails.
 */
@Component
@ProcessingGroup(Evaluator.PROCESSING_GROUP)
class Evaluator {
    static final String PROCESSING_GROUP = "evaluation";

    private final RuleBook ruleBook;
    private final Conditions conditions;
    private final AlertCommands alerts;

    Evaluator(RuleBook ruleBook, Conditions conditions, AlertCommands alerts) {
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

    private void evaluate(List<EventMessage<ReadingsRecorded>> reports) {
        Map<TenantId, TenantRules> rules = ruleBook.of(
                reports.stream().map(report -> report.getPayload().tenantId()).collect(Collectors.toSet()));
        if (rules.isEmpty()) {
            return;
        }
        BatchEvaluation evaluation = new BatchEvaluation(conditions.of(devices(reports)));
        for (EventMessage<ReadingsRecorded> message : reports) {
            ReadingsRecorded report = message.getPayload();
            TenantRules tenantRules = rules.get(report.tenantId());
            if (tenantRules == null) {
                continue;
            }
            List<Reading> inTime = report.readings().stream()
                    .sorted(Comparator.comparing(Reading::measuredAt))
                    .toList();
            for (TenantRules.Entry rule : tenantRules.covering(report.deviceId())) {
                evaluation.apply(rule, message, inTime);
            }
        }
        Map<AlertId, AlertId> successors = new HashMap<>();
        for (BatchEvaluation.Intent intent : evaluation.intents()) {
            AlertId raised = alerts.send(intent.following(successors));
            if (!raised.equals(intent.alertId())) {
                successors.put(intent.alertId(), raised);
            }
        }
        conditions.save(evaluation.changed(successors));
    }

    private static List<DeviceId> devices(List<EventMessage<ReadingsRecorded>> reports) {
        return reports.stream()
                .map(report -> report.getPayload().deviceId())
                .distinct()
                .toList();
    }
}
