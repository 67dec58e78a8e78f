package io.atalaya.command.mqtt;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of a device's own topics, {@code atalaya/<device>/<channel>}.
 *
 * @param device its id or its serial number, as the topic says it
 */
record Topic(String device, Channel channel) {
    private static final String ROOT = "atalaya/";

    /** @return {@code null} if it is no topic of a device */
    static @Nullable Topic parse(String name) {
        int end = name.indexOf('/', ROOT.length());
        if (!name.startsWith(ROOT) || end <= ROOT.length()) {
            return null;
        }
        Channel channel = Channel.BY_NAME.get(name.substring(end + 1));
        return channel == null ? null : new Topic(name.substring(ROOT.length(), end), channel);
    }

    /** What a topic carries. */
    enum Channel {
        READINGS("readings"),
        HEARTBEAT("heartbeat"),
        STATUS("status"),
        LOGS("logs"),
        KER("dialect/ker"),
        CARBONSEED("dialect/carbonseed"),
        VERDOY("dialect/verdoy"),
        INSA("dialect/insa"),
        COLD_CELL("dialect/cold-cell"),
        /** To the device. */
        COMMANDS("commands");

        private static final Map<String, Channel> BY_NAME =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Channel::path, Function.identity()));

        private final String path;

        Channel(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }

        /** All devices' topics of this kind. */
        String filter() {
            return ROOT + "+/" + path;
        }
    }
}
