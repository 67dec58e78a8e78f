package io.atalaya.kernel.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.UserDetailsChanged;
import io.atalaya.contract.identity.event.UserErased;
import io.atalaya.contract.identity.event.UserRegistered;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.json.EventJson;
import org.junit.jupiter.api.Test;

/** Who somebody is can be read from the log as long as they want it, and never again. */
class PersonalDataTest {
    private static final UserId ADA = UserId.of("00000000-0000-0000-0000-0000000000a1");
    private static final UserId BEN = UserId.of("00000000-0000-0000-0000-0000000000b1");
    private static final UserDetailsChanged EVENT =
            new UserDetailsChanged(ADA, Platform.TENANT, "ada@example.com", "Ada \"A\" Ñ", "+34 600 000 000");

    private final KeysInMemory keys = new KeysInMemory();
    private final ObjectMapper json = EventJson.mapper(keys);
    private final PersonalReader reader = new PersonalReader(keys);

    @Test
    void whatIsStoredTellsNothingAndReadsAsItWas() throws JsonProcessingException {
        String stored = json.writeValueAsString(EVENT);

        assertThat(stored).doesNotContain("ada@", "Ada", "600");
        assertThat(json.readTree(stored).path("name").path("person").asText()).isEqualTo(ADA.toString());
        assertThat(json.readTree(stored).path("userId").asText()).isEqualTo(ADA.toString());
        assertThat(json.readValue(stored, UserDetailsChanged.class)).isEqualTo(EVENT);
        assertThat(json.writeValueAsString(EVENT)).as("twice the same").isNotEqualTo(stored);
    }

    @Test
    void whatIsAbsentStaysAbsent() throws JsonProcessingException {
        UserRegistered registered = new UserRegistered(ADA, Platform.TENANT);
        String stored = json.writeValueAsString(registered);

        assertThat(stored).doesNotContain("email", "name");
        assertThat(json.readValue(stored, UserRegistered.class)).isEqualTo(registered);
        assertThat(keys.made()).isZero();
    }

    @Test
    void ofAnErasedPersonOnlyTheIdIsLeft() throws JsonProcessingException {
        String stored = json.writeValueAsString(EVENT);
        keys.erase(ADA);

        assertThat(json.readValue(stored, UserDetailsChanged.class))
                .isEqualTo(new UserDetailsChanged(ADA, Platform.TENANT, Erased.MARKER, Erased.MARKER, Erased.MARKER));
    }

    @Test
    void nothingIsStoredOfAnErasedPersonAnyMore() throws JsonProcessingException {
        keys.erase(ADA);

        assertThat(json.writeValueAsString(EVENT)).doesNotContain("ada@", "Ada", "600", "sealed");
        assertThat(keys.made()).isZero();
    }

    @Test
    void whoComesBackIsReadableFromThenOnAndNotBefore() throws JsonProcessingException {
        String before = json.writeValueAsString(EVENT);
        keys.erase(ADA);
        keys.renew(ADA);

        assertThat(json.readValue(before, UserDetailsChanged.class).name()).isEqualTo(Erased.MARKER);
        assertThat(json.readValue(json.writeValueAsString(EVENT), UserDetailsChanged.class))
                .isEqualTo(EVENT);
    }

    @Test
    void whatWasStoredBeforeThereWereKeysReadsAsItIs() throws JsonProcessingException {
        String stored = EventJson.mapper().writeValueAsString(EVENT);
        keys.erase(ADA);

        assertThat(stored).contains("ada@example.com");
        assertThat(json.readValue(stored, UserDetailsChanged.class)).isEqualTo(EVENT);
        assertThat(json.readValue(
                        "{\"userId\": \"" + ADA + "\", \"tenantId\": \"" + Platform.TENANT + "\"}",
                        UserRegistered.class))
                .isEqualTo(new UserRegistered(ADA, Platform.TENANT));
    }

    @Test
    void whatIsMovedToAnotherFieldEventOrPersonOpensNowhere() throws JsonProcessingException {
        ObjectNode swapped = json.valueToTree(EVENT);
        swapped.set("email", swapped.get("name"));
        ObjectNode elsewhere = json.valueToTree(EVENT);
        elsewhere.remove("phone");
        ObjectNode ofSomebodyElse = json.valueToTree(EVENT);
        ((ObjectNode) ofSomebodyElse.get("name")).put("person", BEN.toString());
        ObjectNode nobodys = json.valueToTree(EVENT);
        ((ObjectNode) nobodys.get("name")).put("sealed", "AAAA");
        json.writeValueAsString(new UserDetailsChanged(BEN, Platform.TENANT, null, "Ben", null));

        refuses(swapped, UserDetailsChanged.class);
        refuses(elsewhere, UserRegistered.class);
        assertThat(json.treeToValue(ofSomebodyElse, UserDetailsChanged.class).name())
                .isEqualTo(Erased.MARKER);
        assertThat(json.treeToValue(nobodys, UserDetailsChanged.class).name()).isEqualTo(Erased.MARKER);
    }

    @Test
    void whoMayReadTheRecordIsShownWhatItSaysOfTheLiving() throws JsonProcessingException {
        String stored = json.writeValueAsString(EVENT);
        String shown = reader.shown("UserDetailsChanged", stored);

        assertThat(shown).isEqualTo(EventJson.mapper().writeValueAsString(EVENT));
        keys.erase(ADA);
        assertThat(reader.shown("UserDetailsChanged", stored))
                .contains("\"name\":\"[erased]\"", "\"email\":\"[erased]\"", ADA.toString())
                .doesNotContain("sealed");
    }

    @Test
    void whatHasNothingToOpenOrWasTamperedWithIsShownAsItIs() throws JsonProcessingException {
        String plain = json.writeValueAsString(new UserErased(ADA, Platform.TENANT));
        byte[] bytes = plain.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String stored = json.writeValueAsString(EVENT);

        assertThat(reader.shown("UserErased", plain)).isSameAs(plain);
        assertThat(reader.shown("UserErased", bytes)).isSameAs(bytes);
        assertThat(reader.shown("SomethingElse", stored)).isEqualTo(stored);
    }

    private void refuses(ObjectNode stored, Class<?> event) {
        assertThatThrownBy(() -> json.treeToValue(stored, event))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("cannot be opened");
    }
}
