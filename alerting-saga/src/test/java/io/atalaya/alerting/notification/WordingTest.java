package io.atalaya.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALERT_PAGED | [WARNING] Urgent: Freezer: too warm",
                "ALERT_ESCALATED | [WARNING] Escalated to level 2: Freezer: too warm",
                "ALERT_ACKNOWLEDGED | [WARNING] Acknowledged: Freezer: too warm",
                "ALERT_RESOLVED | [WARNING] Resolved: Freezer: too warm",
                "TICKET_OPENED | Ticket 7 opened: Door",
                "TICKET_ASSIGNED | Ticket 7 assigned: Door",
                "TICKET_ESCALATED | Ticket 7 escalated to level 1: Door",
                "TICKET_SLA_WARNED | Ticket 7 has to be assigned soon: Door",
                "TICKET_SLA_BREACHED | Ticket 7 is late to be assigned: Door",
                "TICKET_COMPLETED | Ticket 7 completed: Door",
                "TICKET_CLOSED | Ticket 7 closed: Door",
                "TICKET_CANCELLED | Ticket 7 cancelled: Door",
                "TEST | Test of a notification channel"
            })
    void eachOccasionHasItsSubject(Occasion occasion, String subject) {
        assertThat(Wording.of(news(occasion)).subject()).isEqualTo(subject);
    }

    @Test
    void thereAreWordsForEverythingThatIsTold() {
        assertThat(Arrays.stream(Occasion.values()).map(occasion -> Wording.of(news(occasion))))
                .allSatisfy(wording -> assertThat(wording.text()).contains(wording.subject()));
    }

    @Test
    void whatPeopleWriteNeitherBreaksTheSubjectNorBecomesMarkup() {
        News.OfAlert alert = alert("a\r\nBcc: x@example.com\u0000<b onclick='x'>&amp;\"" + "y".repeat(300));
        Wording wording = Wording.of(News.of(Occasion.ALERT_PAGED, AT, alert));
        assertThat(wording.subject()).hasSize(Wording.MAX_SUBJECT).doesNotContainPattern("\\p{Cntrl}");
        assertThat(wording.html())
                .contains("&lt;b onclick=&#39;x&#39;&gt;&amp;amp;&quot;")
                .doesNotContain("<b ");
    }

    @Test
    void aDigestSaysHowManyThereAreAndShowsSome() {
        List<News> shown = Collections.nCopies(3, news(Occasion.ALERT_PAGED));
        Wording digest = Wording.ofDigest(shown, 1000);
        assertThat(digest.subject()).isEqualTo("1000 notifications");
        assertThat(digest.details()).hasSize(3).containsKey("3 of 1000");
    }

    private static News news(Occasion occasion) {
        if (occasion.name().startsWith("ALERT")) {
            return News.of(occasion, AT, alert("too warm"));
        }
        if (occasion.name().startsWith("TICKET")) {
            return News.of(
                    occasion,
                    AT,
                    new News.OfTicket(
                            TicketId.next(),
                            7,
                            "Door",
                            Priority.HIGH,
                            null,
                            null,
                            null,
                            null,
                            null,
                            1,
                            ServiceGoal.OWN,
                            AT,
                            null));
        }
        return News.of(occasion, AT);
    }

    private static News.OfAlert alert(String message) {
        return new News.OfAlert(
                AlertId.next(),
                "HIGH_TEMP",
                Severity.WARNING,
                message,
                DeviceId.next(),
                "Freezer",
                2,
                1,
                true,
                null,
                null);
    }
}
