package io.atalaya.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdentifierJsonTest {
    private static final String TEXT = "0199f3a0-1c2b-7d4e-8f50-123456789abc";

    private final ObjectMapper json = EventJson.mapper();

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(TenantId::of, TenantId::next),
                new Kind(UserId::of, UserId::next),
                new Kind(ApiKeyId::of, ApiKeyId::next),
                new Kind(SiteId::of, SiteId::next),
                new Kind(AssetId::of, AssetId::next),
                new Kind(DeviceId::of, DeviceId::next),
                new Kind(RuleId::of, RuleId::next),
                new Kind(AlertId::of, AlertId::next),
                new Kind(TicketId::of, TicketId::next));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsTextIsItsStoredForm(Kind kind) {
        Object id = kind.parse().apply(TEXT);

        assertThat(id).hasToString(TEXT).isEqualTo(kind.parse().apply(id.toString()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void inJsonItIsAPlainString(Kind kind) throws Exception {
        Object id = kind.parse().apply(TEXT);

        assertThat(json.writeValueAsString(id)).isEqualTo("\"" + TEXT + "\"");
        assertThat(json.readValue("\"" + TEXT + "\"", id.getClass())).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void otherTextIsNoId(Kind kind) {
        assertThatThrownBy(() -> kind.parse().apply("cell-3")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void newOnesDiffer(Kind kind) {
        assertThat(kind.next().get()).isNotEqualTo(kind.next().get());
    }

    record Kind(Function<String, Object> parse, Supplier<Object> next) {
        @Override
        public String toString() {
            return parse.apply(TEXT).getClass().getSimpleName();
        }
    }
}
