package io.atalaya.command.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom a remote address stands for. An IPv6 network of 64 bits is what one household or server gets (RFC 6177), so that
 * all its addresses count as one.
 */
public final class RemoteNetwork {
    private static final int NETWORK_BYTES = 8;
    private static final int MAX_LENGTH = 64;

    private RemoteNetwork() {}

    /** @param address as the server sees it; behind a proxy it may be any text */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return shortened(address);
        }
        try {
            int zone = address.indexOf('%');
            InetAddress parsed = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return shortened(address);
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
