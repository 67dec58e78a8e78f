package io.atalaya.query.health;

import io.atalaya.contract.alert.Severity;

/**
 * What health is made of. Each part turns its value into a score from 0 to 100, which never rises when the value gets
 * worse; the formula for people is {@code docs/health.md}.
 */
public enum HealthPart {
    /** Value: the share of the time that the device was online. */
    AVAILABILITY(30, "ratio") {
        @Override
        double score(double value) {
            return bounded(BEST * value);
        }
    },
    /** Value: the share of the time that a rule was breached. */
    TIME_OUT_OF_RANGE(25, "ratio") {
        @Override
        double score(double value) {
            return bounded(BEST * (1 - value));
        }
    },
    /** Value: the points of all open alerts, by {@link #points}. */
    OPEN_ALERTS(25, "points") {
        @Override
        double score(double value) {
            return bounded(BEST - value);
        }
    },
    /** Value: how many scales the metric that is furthest off is from its baseline, up or down. */
    TREND(10, "scales") {
        private static final double USUAL = 3;
        private static final double WORST = 10;

        @Override
        double score(double value) {
            return bounded(BEST * (WORST - value) / (WORST - USUAL));
        }
    },
    /** Value: the number of tickets whose time is up. */
    OVERDUE_TICKETS(10, "tickets") {
        private static final double POINTS_EACH = 50;

        @Override
        double score(double value) {
            return bounded(BEST - POINTS_EACH * value);
        }
    };

    static final double BEST = 100;

    private final int weight;
    private final String unit;

    HealthPart(int weight, String unit) {
        this.weight = weight;
        this.unit = unit;
    }

    abstract double score(double value);

    int weight() {
        return weight;
    }

    String unit() {
        return unit;
    }

    /** What an open alert costs. */
    static double points(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 60;
            case WARNING -> 30;
            case INFO -> 10;
        };
    }

    private static double bounded(double score) {
        return Math.max(0, Math.min(BEST, score));
    }
}
