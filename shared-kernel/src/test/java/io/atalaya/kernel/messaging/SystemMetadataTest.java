package io.atalaya.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.TenantId;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class SystemMetadataTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");

    @Test
    void namesThePartOfTheSystemThatActs() {
        assertThat(SystemMetadata.of(TENANT, "evaluation"))
                .isEqualTo(Map.of(
                        "tenantId", TENANT.toString(),
                        "actorType", "SYSTEM",
                        "actorId", "evaluation"));
    }

    @Test
    void namesTheCauseAndWhatStartedItAll() {
        assertThat(SystemMetadata.of(TENANT, "evaluation", "first", "last"))
                .containsEntry("correlationId", "first")
                .containsEntry("causationId", "last")
                .containsEntry("actorType", "SYSTEM");
    }

    @Test
    void aMessageWithoutCorrelationStartsAChain() {
        EventMessage<String> first = GenericEventMessage.asEventMessage("recorded");

        assertThat(SystemMetadata.correlationId(first)).isEqualTo(first.getIdentifier());
    }

    @Test
    void aMessageWithCorrelationContinuesItsChain() {
        EventMessage<String> later = GenericEventMessage.<String>asEventMessage("raised")
                .andMetaData(Map.of(MetadataKeys.CORRELATION_ID, "first"));

        assertThat(SystemMetadata.correlationId(later)).isEqualTo("first");
    }
}
