package io.atalaya.command.retention;

import io.atalaya.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the months to come, and lets go of what nobody need keep. What is older than any tenant keeps it goes with its
 * month; of a tenant that keeps it for less long, day by day. So readings and their buckets end at the same moment, and
 * never within a bucket.
 */
@Component
public class RetentionUpkeep {
    private static final Logger log = LoggerFactory.getLogger(RetentionUpkeep.class);

    private final MonthlyPartitions partitions;
    private final ExpiredRows rows;
    private final RetentionPeriods periods;
    private final RetentionSettings settings;
    private final HandledReports handledReports;
    private final Clock clock;

    RetentionUpkeep(
            MonthlyPartitions partitions,
            ExpiredRows rows,
            RetentionPeriods periods,
            RetentionSettings settings,
            HandledReports handledReports,
            Clock clock) {
        this.partitions = partitions;
        this.rows = rows;
        this.periods = periods;
        this.settings = settings;
        this.handledReports = handledReports;
        this.clock = clock;
    }

    public void run() {
        partitions.ensureUpcoming();
        partitions.giveBackEnded();
        Instant now = clock.instant();
        Map<TenantId, Duration> kept = periods.all();
        Duration longest = kept.values().stream().max(Comparator.naturalOrder()).orElse(settings.standard());
        Instant keptByAny = now.minus(longest);
        long handled = handledReports.upTo();
        partitions.dropReadingsBefore(keptByAny);
        partitions.dropReportsBefore(keptByAny, handled);
        kept.forEach((tenantId, period) -> {
            if (period.compareTo(longest) < 0) {
                Instant day = now.minus(period).truncatedTo(ChronoUnit.DAYS);
                long readings = rows.forgetReadings(tenantId, day);
                rows.forgetBuckets(tenantId, day);
                long reports = rows.forgetReports(tenantId, day, handled);
                log.debug("Forgot {} readings and {} reports of tenant {}", readings, reports, tenantId);
            } else {
                rows.forgetBuckets(tenantId, startOfMonth(keptByAny));
            }
        });
        rows.forgetNames(keptByAny);
    }

    /** A month is kept as long as one of its readings is. */
    private static Instant startOfMonth(Instant moment) {
        return YearMonth.from(moment.atOffset(ZoneOffset.UTC))
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
