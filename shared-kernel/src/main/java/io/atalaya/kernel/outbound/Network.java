package io.atalaya.kernel.outbound;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** All addresses that begin with the same bits, as in {@code 10.0.0.0/8} (RFC 4632, RFC 4291). */
public final class Network {
    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F.:]+/[0-9]{1,3}");

    private final byte[] start;
    private final int bits;

    private Network(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException if {@code text} is not an address, a slash and a number of bits */
    public static Network of(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a network such as 10.0.0.0/8: " + text);
        }
        int slash = text.indexOf('/');
        byte[] start = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        int bits = Integer.parseInt(text.substring(slash + 1));
        if (bits > start.length * Byte.SIZE) {
            throw new IllegalArgumentException("An address has not so many bits: " + text);
        }
        return new Network(start, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != start.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int index = 0; index < whole; index++) {
            if (bytes[index] != start[index]) {
                return false;
            }
        }
        int rest = Byte.SIZE - bits % Byte.SIZE;
        return rest == Byte.SIZE
                || Byte.toUnsignedInt(bytes[whole]) >> rest == Byte.toUnsignedInt(start[whole]) >> rest;
    }
}
