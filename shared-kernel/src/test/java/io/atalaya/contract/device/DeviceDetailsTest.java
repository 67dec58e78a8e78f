package io.atalaya.contract.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaya.kernel.Rejection;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceDetailsTest {
    private static final int DEEPEST = 8;

    @Test
    void whateverJsonCanHoldMayBeKept() {
        Map<String, Object> config = new HashMap<>();
        config.put("interval", 30);
        config.put("offset", -0.5);
        config.put("label", "Kühlzelle\n3");
        config.put("muted", false);
        config.put("calibratedBy", null);
        config.put("steps", Arrays.asList(1, "two", null, Map.of("three", 3)));

        assertThat(keeping(config).config()).isEqualTo(config);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersAreFinite(double number) {
        assertRefused("config.offset", Map.of("offset", number));
    }

    @Test
    void textHoldsNoNulCharacter() {
        assertRefused("config.label", Map.of("label", "a\0b"));
    }

    @Test
    void theValueAtFaultIsNamedThroughMapsAndLists() {
        assertRefused(
                "config.steps[1].offset",
                Map.of("steps", List.of(Map.of("offset", 1.0), Map.of("offset", Double.NaN))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "line\nbreak", "nul\0"})
    void keysArePrintable(String key) {
        assertRefused("config", Map.of(key, 1));
    }

    @Test
    void listsAndMapsAreBounded() {
        assertThat(keeping(Map.of("steps", Collections.nCopies(1000, 1))).config())
                .hasSize(1);
        assertRefused("config.steps", Map.of("steps", Collections.nCopies(1001, 1)));
        Map<Object, Object> many = new HashMap<>();
        for (int index = 0; index <= 1000; index++) {
            many.put("k" + index, index);
        }
        assertRefused("config.all", Map.of("all", many));
    }

    @Test
    void keysAreOfBoundedLength() {
        assertThat(keeping(Map.of("k".repeat(128), 1)).config()).hasSize(1);
        assertRefused("config", Map.of("k".repeat(129), 1));
    }

    @Test
    void nestingIsOfBoundedDepth() {
        assertThat(keeping(nested(DEEPEST)).config()).hasSize(1);
        assertRefused("config" + ".in".repeat(DEEPEST + 1), nested(DEEPEST + 1));
    }

    @Test
    void metadataIsBoundedLikeTheConfiguration() {
        Rejection rejection = catchThrowableOfType(
                Rejection.class, () -> details(Map.of(), Map.of("installed", Map.of("height", Double.NaN))));

        assertThat(rejection.field()).isEqualTo("metadata.installed.height");
    }

    private static void assertRefused(String field, Map<String, Object> config) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> keeping(config));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID_REQUEST);
        assertThat(rejection.field()).isEqualTo(field);
    }

    /** A map whose innermost value stands this many levels below the configuration itself. */
    private static Map<String, Object> nested(int levels) {
        Map<String, Object> map = Map.of("in", "most");
        for (int level = 1; level < levels; level++) {
            map = Map.of("in", map);
        }
        return map;
    }

    private static DeviceDetails keeping(Map<String, Object> config) {
        return details(config, Map.of());
    }

    private static DeviceDetails details(Map<String, Object> config, Map<String, Object> metadata) {
        return new DeviceDetails(
                "Cell 3, ceiling",
                "THERMOMETER",
                "SN-0003",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                config,
                metadata,
                null);
    }
}
