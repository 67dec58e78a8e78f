package io.atalaya.app.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks MQTT 3.1.1 byte by byte, for what a client library would not do. */
final class RawMqtt implements AutoCloseable {
    static final int CONNACK = 2;
    static final int PUBACK = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawMqtt(int port) {
        try {
            socket = new Socket("localhost", port);
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param type of the packet, with its flags */
    record Packet(int type, byte[] body) {
        int packetId() {
            return Byte.toUnsignedInt(body[0]) << 8 | Byte.toUnsignedInt(body[1]);
        }
    }

    RawMqtt connect(String clientId, String key, boolean clean) {
        send(connectPacket(clientId, key, clean));
        return this;
    }

    static byte[] connectPacket(String clientId, String key, boolean clean) {
        Body body = new Body()
                .text("MQTT")
                .one(4)
                .one(0b1100_0000 | (clean ? 2 : 0))
                .two(60);
        return packet(0x10, body.text(clientId).text("device").text(key));
    }

    static byte[] publishPacket(String topic, String payload, int packetId, boolean repeated) {
        Body body = new Body().text(topic).two(packetId).bytes(payload.getBytes(StandardCharsets.UTF_8));
        return packet(repeated ? 0x3A : 0x32, body);
    }

    void publish(String topic, String payload, int packetId, boolean repeated) {
        send(publishPacket(topic, payload, packetId, repeated));
    }

    void send(byte[]... packets) {
        try {
            for (byte[] packet : packets) {
                out.write(packet);
            }
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@link #send}, to a server that may hang up meanwhile. */
    void sendUnlessClosed(byte[]... packets) {
        try {
            send(packets);
        } catch (UncheckedIOException closed) {
            assertThat(closed).hasCauseInstanceOf(SocketException.class);
        }
    }

    Packet read() {
        try {
            int type = in.readUnsignedByte() >> 4;
            int length = 0;
            int shift = 0;
            int digit;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 0x7F) << shift;
                shift += 7;
            } while (digit > 0x7F);
            byte[] body = new byte[length];
            in.readFully(body);
            return new Packet(type, body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads on until the server closes the connection. */
    boolean isClosedByServer() {
        try {
            int last = 0;
            while (last >= 0) {
                last = in.read();
            }
            return true;
        } catch (EOFException | SocketException closed) {
            return true;
        } catch (IOException stillOpen) {
            return false;
        }
    }

    private static byte[] packet(int type, Body body) {
        Body packet = new Body().one(type);
        int rest = body.bytes.size();
        while (rest > 0x7F) {
            packet.one(rest & 0x7F | 0x80);
            rest >>= 7;
        }
        return packet.one(rest).bytes(body.bytes.toByteArray()).bytes.toByteArray();
    }

    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body one(int value) {
            bytes.write(value);
            return this;
        }

        Body two(int value) {
            return one(value >> 8).one(value);
        }

        Body text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return two(utf8.length).bytes(utf8);
        }

        Body bytes(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
