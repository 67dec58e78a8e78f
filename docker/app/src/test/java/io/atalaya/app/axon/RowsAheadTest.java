package io.atalaya.app.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.query.ReadModels;
import io.atalaya.query.RowsAhead;
import io.atalaya.query.WrittenTogether;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What a batch of events is about is read together. */
class RowsAheadTest {
    private final Node node = Node.shared();
    private final World world = World.on(node);

    @Test
    void withTheFirstRowOfABatchTheOthersAreRead() {
        String first = world.site("First");
        List<String> sites = List.of(first, world.site("Second"), world.site("Third"));
        String elsewhere = world.site("Not of the batch");
        node.awaitCaughtUp();

        assertThat(rowsInMemoryAfterChanging(
                        first,
                        Stream.concat(
                                sites.stream(),
                                Stream.of("no UUID", UUID.randomUUID().toString()))))
                .isEqualTo(3);
        assertThat(rowsInMemoryAfterChanging(elsewhere, Stream.of(elsewhere))).isEqualTo(1);
    }

    private int rowsInMemoryAfterChanging(String site, Stream<String> batch) {
        EntityManager rows = node.bean(EntityManager.class);
        List<DomainEventMessage<?>> events = batch.<DomainEventMessage<?>>map(
                        id -> new GenericDomainEventMessage<>("Site", id, 0, "changed"))
                .toList();
        ReadModels<?> sites = (ReadModels<?>) node.context().getBean("siteRows");
        return TenantScope.everyTenant(() -> node.bean(TransactionTemplate.class)
                .execute(status -> WrittenTogether.during(new RowsAhead(events, rows), () -> {
                    sites.change(UUID.fromString(site), row -> {});
                    return rows.unwrap(Session.class).getStatistics().getEntityCount();
                })));
    }
}
