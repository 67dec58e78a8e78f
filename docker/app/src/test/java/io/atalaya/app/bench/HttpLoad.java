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
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over a fixed number of kept-alive connections, each of which waits for its answer before it sends the
 * next. One thread and no allocation per request, because generator, server and database share the same cores.
 */
final class HttpLoad {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};
    private static final byte[] CHUNKED = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final Traffic traffic;
    private final int connections;
    private final double requestsPerSecond;

    /** @param requestsPerSecond a schedule to keep to; 0 for as fast as the answers come */
    HttpLoad(int port, int connections, double requestsPerSecond, Traffic traffic) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.connections = connections;
        this.requestsPerSecond = requestsPerSecond;
        this.traffic = traffic;
    }

    /** Runs for that long, then waits for the answers that are still due. */
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
        long interval = requestsPerSecond == 0 ? 0 : (long) (connections * 1e9 / requestsPerSecond);
        for (Connection connection : open) {
            connection.due = start + interval * connection.index / connections;
        }
        int busy = open.size();
        while (busy > 0) {
            long now = System.nanoTime();
            long wake = Long.MAX_VALUE;
            busy = 0;
            for (Connection connection : open) {
                if (!connection.waiting && now < end) {
                    if (connection.due <= now) {
                        connection.send(now);
                    } else {
                        wake = Math.min(wake, connection.due);
                    }
                }
                busy += connection.waiting || now < end ? 1 : 0;
            }
            if (busy == 0) {
                break;
            }
            if (wake == Long.MAX_VALUE) {
                selector.select(100);
            } else {
                long millis = (wake - System.nanoTime()) / 1_000_000;
                if (millis > 0) {
                    selector.select(millis);
                } else {
                    selector.selectNow();
                }
            }
            for (SelectionKey key : selector.selectedKeys()) {
                ((Connection) key.attachment()).receive(result, interval);
            }
            selector.selectedKeys().clear();
        }
        result.nanos = System.nanoTime() - start;
        return result;
    }

    /** What to send, and what to make of the answers. */
    interface Traffic {
        /** Puts one whole request into the buffer. */
        void request(int connection, ByteBuffer target);

        /** @param body of the answer, to be read at once */
        void answer(int connection, int status, ByteBuffer body);
    }

    /** Latencies are in microseconds and count from the moment at which the request was due. */
    static final class Result {
        private final Histogram latencies = new Histogram(60_000_000L, 3);
        private long answers;
        private long nanos;

        long answers() {
            return answers;
        }

        double seconds() {
            return nanos / 1e9;
        }

        double perSecond() {
            return answers / seconds();
        }

        double millisAt(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }

        /**
         * A connection that waits for a slow answer does not send the requests that it would have sent meanwhile. This
         * adds them, as late as they would have been.
         */
        Histogram corrected(int connections) {
            long usual = (long) (connections * 1e6 / Math.max(perSecond(), 1));
            return latencies.copyCorrectedForCoordinatedOmission(Math.max(usual, 1));
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final int index;
        private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
        private ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
        private boolean waiting;
        private long due;
        private long sent;

        Connection(Selector selector, int index) throws IOException {
            this.index = index;
            channel = SocketChannel.open(server);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(long now) throws IOException {
            out.clear();
            traffic.request(index, out);
            out.flip();
            while (out.hasRemaining()) {
                if (channel.write(out) == 0) {
                    Thread.onSpinWait();
                }
            }
            sent = requestsPerSecond == 0 ? now : due;
            waiting = true;
        }

        void receive(Result result, long interval) throws IOException {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
            }
            if (channel.read(in) < 0) {
                throw new IOException("The server closed connection " + index);
            }
            int end = endOfAnswer();
            if (end < 0) {
                return;
            }
            long now = System.nanoTime();
            result.latencies.recordValue(Math.min((now - sent) / 1000, 60_000_000L));
            result.answers++;
            int status = (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + in.get(11) - '0';
            ByteBuffer body = in.duplicate().position(bodyStart).limit(end);
            traffic.answer(index, status, body);
            in.clear();
            waiting = false;
            due = interval == 0 ? now : due + interval;
        }

        private int bodyStart;

        /** @return where the answer ends; -1 if more is to come */
        private int endOfAnswer() throws IOException {
            int headerEnd = find(in, new byte[] {'\r', '\n', '\r', '\n'}, 0, in.position());
            if (headerEnd < 0) {
                return -1;
            }
            bodyStart = headerEnd + 4;
            int length = find(in, CONTENT_LENGTH, 0, headerEnd);
            if (length >= 0) {
                int end = bodyStart + number(length + CONTENT_LENGTH.length);
                return in.position() < end ? -1 : end;
            }
            if (find(in, CHUNKED, 0, headerEnd) >= 0) {
                // Nothing follows it, since the next request is not sent yet.
                int last = Math.max(bodyStart, in.position() - LAST_CHUNK.length);
                return find(in, LAST_CHUNK, last, in.position()) < 0 ? -1 : in.position();
            }
            return bodyStart;
        }

        private int number(int from) {
            int at = from;
            while (in.get(at) == ' ') {
                at++;
            }
            int value = 0;
            while (in.get(at) >= '0' && in.get(at) <= '9') {
                value = value * 10 + in.get(at) - '0';
                at++;
            }
            return value;
        }
    }

    /** Header names are compared without regard to case. */
    private static int find(ByteBuffer buffer, byte[] wanted, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && lower(buffer.get(at + matched)) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
    }

    /** A request that never changes. */
    static Traffic repeating(List<byte[]> requests, @Nullable Integer expected) {
        return new Traffic() {
            private int next;

            @Override
            public void request(int connection, ByteBuffer target) {
                target.put(requests.get(next++ % requests.size()));
            }

            @Override
            public void answer(int connection, int status, ByteBuffer body) {
                if (expected != null && status != expected) {
                    throw new IllegalStateException("Answered " + status + ": " + StandardCharsets.UTF_8.decode(body));
                }
            }
        };
    }
}
