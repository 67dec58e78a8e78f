package io.atalaya.query.audit.state;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tenant's dashboard out of all its events: how many there are of what, and where they stand. It remembers a few words
 * of each thing that may still change, and of the others only how many there were.
 */
final class TenantPicture {
    private static final String SEVERITY = "severity";
    private static final String ROLE = "role";

    private final Fold tenant = new Fold(Subject.TENANT);
    private final Map<Subject, Map<String, Map<String, Object>>> present = new HashMap<>();
    private final Map<String, Long> finished = new HashMap<>();
    private long events;

    /** @param subject what the event is about */
    void apply(Subject subject, String id, PastEvent event) {
        events++;
        if (subject.event(event.type()) == null) {
            return;
        }
        if (subject == Subject.TENANT) {
            tenant.apply(event);
            return;
        }
        Map<String, Map<String, Object>> things = present.computeIfAbsent(subject, any -> new HashMap<>());
        Map<String, Object> thing = things.computeIfAbsent(id, any -> new HashMap<>(4));
        Standing.apply(thing, event.type());
        copy(event, SEVERITY, thing);
        copy(event, ROLE, thing);
        if (Boolean.TRUE.equals(thing.get(Standing.REMOVED))) {
            things.remove(id);
        } else if (isFinished(thing)) {
            finished.merge(subject + " " + thing.get(Standing.STATUS), 1L, Long::sum);
            things.remove(id);
        }
    }

    /** Counts an event that is about nothing of the picture. */
    void pass() {
        events++;
    }

    private static void copy(PastEvent event, String field, Map<String, Object> thing) {
        Object value = event.payload().get(field);
        if (value != null) {
            thing.put(field, value);
        }
    }

    /** Nothing leads out of these. */
    private static boolean isFinished(Map<String, Object> thing) {
        return thing.get(Standing.STATUS) instanceof String status
                && (status.equals("RESOLVED") || status.equals("CLOSED") || status.equals("CANCELLED"));
    }

    Map<String, Object> state() {
        Map<String, Object> picture = new LinkedHashMap<>();
        picture.put("tenant", tenant.state());
        picture.put("devices", counts(Subject.DEVICE, Map.of("byStatus", Standing.STATUS)));
        Map<String, Object> alerts =
                counts(Subject.ALERT, Map.of("byStatus", Standing.STATUS, "openBySeverity", SEVERITY));
        alerts.put("open", size(Subject.ALERT));
        picture.put("alerts", alerts);
        picture.put("tickets", counts(Subject.TICKET, Map.of("byStatus", Standing.STATUS)));
        picture.put("members", counts(Subject.MEMBERSHIP, Map.of("byRole", ROLE)));
        picture.put("rules", counts(Subject.RULE, Map.of()));
        picture.put("sites", counts(Subject.SITE, Map.of()));
        picture.put("assets", counts(Subject.ASSET, Map.of()));
        picture.put("events", events);
        return picture;
    }

    private Map<String, Object> counts(Subject subject, Map<String, String> groups) {
        Map<String, Long> done = new TreeMap<>();
        finished.forEach((key, count) -> {
            if (key.startsWith(subject + " ")) {
                done.put(key.substring(key.indexOf(' ') + 1), count);
            }
        });
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put(
                "total",
                size(subject)
                        + done.values().stream().mapToLong(Long::longValue).sum());
        groups.forEach((name, field) -> {
            Map<String, Long> group = field.equals(Standing.STATUS) ? new TreeMap<>(done) : new TreeMap<>();
            things(subject).values().forEach(thing -> {
                if (thing.get(field) instanceof String value) {
                    group.merge(value, 1L, Long::sum);
                }
            });
            counts.put(name, group);
        });
        return counts;
    }

    private long size(Subject subject) {
        return things(subject).size();
    }

    private Map<String, Map<String, Object>> things(Subject subject) {
        return present.getOrDefault(subject, Map.of());
    }
}
