package io.atalaya.command.alert;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.atalaya.command.directory.Directory;
import io.atalaya.command.escalation.EscalationBook;
import io.atalaya.command.escalation.EscalationSettings;
import io.atalaya.command.tenant.Memberships;
import java.time.Clock;
import org.axonframework.config.Configurer;

/** The alert aggregate, with what it needs to know, for tests that have no database. */
public final class AlertsInMemory {
    private AlertsInMemory() {}

    public static void configure(Configurer axon, EscalationSettings settings, Clock clock) {
        EscalationBook book = mock(withSettings().stubOnly());
        when(book.of(any())).thenReturn(settings.standard());
        AlertDesk desk = new AlertDesk(
                book,
                settings,
                mock(Memberships.class, withSettings().stubOnly()),
                mock(Directory.class, withSettings().stubOnly()),
                clock);
        axon.configureAggregate(Alert.class).registerComponent(AlertDesk.class, configuration -> desk);
    }
}
