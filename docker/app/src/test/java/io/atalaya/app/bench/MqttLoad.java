package io.atalaya.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Publishes reports with QoS 1 over a fixed number of connections (MQTT 3.1.1), each of which has so many in flight. One
 * thread and no allocation per publish, like {@link HttpLoad}.
 */
final class MqttLoad {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LENGTH_BYTES = 3;
    private static final int PACKET_IDS = 60_000;
    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;

    private final InetSocketAddress server;
    private final List<Reports.Device> devices;
    private final Reports reports;
    private final int connections;
    private final int inFlight;

    /** @param inFlight publishes of one connection that wait for their acknowledgement */
    MqttLoad(int port, int connections, int inFlight, List<Reports.Device> devices, Reports reports) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.connections = connections;
        this.inFlight = inFlight;
        this.devices = devices;
        this.reports = reports;
    }

    /** Runs for that long, then waits for the acknowledgements that are still due. */
    Result run(Duration duration) {
        try (Selector selector = Selector.open()) {
            List<Connection> open = new ArrayList<>();
            for (int index = 0; index < connections; index++) {
                open.add(new Connection(selector, index));
            }
            Result result = drive(selector, open, duration);
            for (Connection connection : open) {
                connection.channel.close();
            }
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Result drive(Selector selector, List<Connection> open, Duration duration) throws IOException {
        Result result = new Result();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        int busy = open.size();
        while (busy > 0) {
            boolean goesOn = System.nanoTime() < end;
            busy = 0;
            for (Connection connection : open) {
                if (goesOn) {
                    connection.publish();
                }
                connection.write();
                busy += goesOn || connection.unanswered > 0 ? 1 : 0;
            }
            if (busy > 0) {
                selector.select(10);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Connection) key.attachment()).receive(result);
                }
                selector.selectedKeys().clear();
            }
        }
        result.nanos = System.nanoTime() - start;
        return result;
    }

    /** Latencies are in microseconds, from the moment at which the publish was written. */
    static final class Result {
        private final Histogram latencies = new Histogram(60_000_000L, 3);
        private long nanos;

        double seconds() {
            return nanos / 1e9;
        }

        double publishesPerSecond() {
            return latencies.getTotalCount() / seconds();
        }

        double millisAt(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final int device;
        private final byte[] topic;
        private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
        private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
        private final long[] sent = new long[PACKET_IDS + 1];
        private boolean isOpen;
        private int packetId;
        private int unanswered;

        Connection(Selector selector, int index) throws IOException {
            device = index % devices.size();
            topic = ascii("atalaya/" + devices.get(device).id() + "/readings");
            channel = SocketChannel.open(server);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, this);
            byte[] client = ascii("bench-" + index);
            byte[] key = ascii(devices.get(device).key());
            out.put((byte) 0x10);
            length(out.position(), 10 + 2 + client.length + 2 + 2 + key.length);
            out.putShort((short) 4)
                    .put(ascii("MQTT"))
                    .put((byte) 4)
                    .put((byte) 0xC2)
                    .putShort((short) 0);
            out.putShort((short) client.length).put(client).putShort((short) 0);
            out.putShort((short) key.length).put(key);
        }

        /** As many as may be in flight and have room. */
        void publish() {
            int room = 256 * reports.readingsPerReport();
            while (isOpen && unanswered < inFlight && out.remaining() > room) {
                out.put((byte) 0x32);
                int lengthAt = out.position();
                out.position(lengthAt + LENGTH_BYTES);
                int start = out.position();
                packetId = packetId % PACKET_IDS + 1;
                out.putShort((short) topic.length).put(topic).putShort((short) packetId);
                reports.body(device, out);
                int end = out.position();
                length(lengthAt, end - start);
                out.position(end);
                sent[packetId] = System.nanoTime();
                unanswered++;
            }
        }

        /** Always in three bytes, the first two of which say that there is more. */
        private void length(int at, int length) {
            out.position(at);
            out.put((byte) (length & 0x7F | 0x80))
                    .put((byte) (length >> 7 & 0x7F | 0x80))
                    .put((byte) (length >> 14));
        }

        void write() throws IOException {
            out.flip();
            if (out.hasRemaining()) {
                channel.write(out);
            }
            out.compact();
        }

        void receive(Result result) throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("The server closed a connection of "
                        + devices.get(device).id());
            }
            in.flip();
            while (in.remaining() >= 4) {
                int type = in.get() & 0xF0;
                in.get();
                int number = Short.toUnsignedInt(in.getShort());
                if (type == PUBACK) {
                    long micros = (System.nanoTime() - sent[number]) / 1000;
                    result.latencies.recordValue(Math.min(micros, 60_000_000L));
                    reports.acknowledge();
                    unanswered--;
                } else if (type == CONNACK && number == 0) {
                    isOpen = true;
                } else {
                    throw new IOException("The server answered " + type + " " + number);
                }
            }
            in.compact();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
