package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @Test
    void aTopicNamesTheDeviceAndWhatItCarries() {
        assertThat(Topic.parse("atalaya/SN-1/readings")).isEqualTo(new Topic("SN-1", Topic.Channel.READINGS));
        assertThat(Topic.parse("atalaya/SN-1/dialect/ker")).isEqualTo(new Topic("SN-1", Topic.Channel.KER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "atalaya",
                "atalaya/",
                "atalaya//readings",
                "atalaya/SN-1",
                "atalaya/SN-1/",
                "atalaya/SN-1/readings/",
                "atalaya/SN-1/x/readings",
                "Atalaya/SN-1/readings",
                "/atalaya/SN-1/readings"
            })
    void anythingElseIsNoTopicOfADevice(String name) {
        assertThat(Topic.parse(name)).isNull();
    }
}
