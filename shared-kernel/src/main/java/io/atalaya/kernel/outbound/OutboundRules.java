package io.atalaya.kernel.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps tenants from reaching, through Atalaya, what only Atalaya can reach: itself, its neighbours, the services that
 * clouds offer to their machines. A name leads nowhere forbidden only at the moment when it is resolved, so whoever
 * connects must connect to the very addresses that {@link #resolve} gives.
 */
public final class OutboundRules {
    /** Everything that is not the public Internet (RFC 6890 and its registries), and one address of a cloud's own in it. */
    private static final List<Network> FORBIDDEN_4 = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4")
            .map(Network::of)
            .toList();

    private static final Network PUBLIC_6 = Network.of("2000::/3");
    /** Of those, what is for documentation and benchmarks, or carries an IPv4 address inside. */
    private static final List<Network> FORBIDDEN_6 = Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(Network::of)
            .toList();

    private final boolean plainHttp;
    private final List<Network> allowed;
    private final Resolver resolver;

    /**
     * @param plainHttp whether http is allowed beside https
     * @param allowed networks that may be reached although they are not public
     */
    public OutboundRules(boolean plainHttp, List<Network> allowed) {
        this(plainHttp, allowed, InetAddress::getAllByName);
    }

    OutboundRules(boolean plainHttp, List<Network> allowed, Resolver resolver) {
        this.plainHttp = plainHttp;
        this.allowed = List.copyOf(allowed);
        this.resolver = resolver;
    }

    /** @throws Forbidden unless the scheme is allowed, and all addresses of the host are */
    public void require(URI url) throws UnknownHostException {
        requireScheme(url);
        resolve(url.getHost());
    }

    /** @throws Forbidden unless it is https, or http where that is allowed */
    public void requireScheme(URI url) {
        if (!"https".equals(url.getScheme()) && !(plainHttp && "http".equals(url.getScheme()))) {
            throw new Forbidden(plainHttp ? "is neither https nor http" : "is not https");
        }
    }

    /**
     * @param host a name, or an address in whatever notation
     * @return all its addresses, each of which may be connected to
     * @throws Forbidden if any of them may not
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        InetAddress[] addresses = resolver.resolve(bracketed ? host.substring(1, host.length() - 1) : host);
        for (InetAddress address : addresses) {
            if (!allows(address)) {
                throw new Forbidden("leads to an address that may not be connected to");
            }
        }
        return addresses;
    }

    /** An IPv4 address within an IPv6 one is taken for what it is: Java itself makes an IPv4 address of it. */
    public boolean allows(InetAddress address) {
        if (allowed.stream().anyMatch(network -> network.contains(address))) {
            return true;
        }
        List<Network> forbidden = address.getAddress().length == 4 ? FORBIDDEN_4 : FORBIDDEN_6;
        boolean isPublic = address.getAddress().length == 4 || PUBLIC_6.contains(address);
        return isPublic && forbidden.stream().noneMatch(network -> network.contains(address));
    }

    /** Looks names up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Atalaya does not connect there; the message says why, and nothing about what is there. */
    public static final class Forbidden extends RuntimeException {
        Forbidden(String message) {
            super(message, null, false, false);
        }
    }
}
