package io.atalaya.kernel.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundRulesTest {
    private static final OutboundRules RULES = new OutboundRules(false, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.8.8.8",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255"
            })
    void anAddressThatIsNotOfThePublicInternetIsRefused(String address) {
        assertThat(RULES.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::a00:1",
                "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
                "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"
            })
    void soIsOneOfVersion6(String address) {
        assertThat(RULES.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.17",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "::ffff:1.1.1.1"
            })
    void anyOtherIsNot(String address) {
        assertThat(RULES.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aNetworkThatIsNamedMayBeReached() {
        OutboundRules rules = new OutboundRules(
                false, List.of(Network.of("10.1.0.0/16"), Network.of("fd00:1::/32"), Network.of("192.168.7.9/32")));
        assertThat(List.of("10.1.2.3", "fd00:1:2::3", "192.168.7.9"))
                .allMatch(address -> rules.allows(InetAddress.ofLiteral(address)));
        assertThat(List.of("10.2.0.0", "10.0.255.255", "fd00:2::1", "192.168.7.8", "192.168.7.10"))
                .noneMatch(address -> rules.allows(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"})
    void anAddressIsRefusedInWhateverNotation(String host) {
        assertThatThrownBy(() -> RULES.resolve(host)).isInstanceOf(OutboundRules.Forbidden.class);
    }

    @Test
    void aNameIsRefusedIfOnlyOneOfItsAddressesIs() {
        OutboundRules rules = resolving("1.1.1.1", "10.0.0.1");
        assertThatThrownBy(() -> rules.resolve("two-faced.example")).isInstanceOf(OutboundRules.Forbidden.class);
    }

    @Test
    void whatIsResolvedIsWhatWasChecked() throws UnknownHostException {
        assertThat(resolving("1.1.1.1", "2606:4700::1111").resolve("fine.example"))
                .containsExactly(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("2606:4700::1111"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://1.1.1.1/", "ftp://1.1.1.1/", "file://1.1.1.1/etc/passwd", "gopher://1.1.1.1/"})
    void onlyHttpsIsSpoken(String url) {
        assertThatThrownBy(() -> RULES.require(URI.create(url))).isInstanceOf(OutboundRules.Forbidden.class);
    }

    @Test
    void httpIsSpokenWhereThatIsAllowed() throws UnknownHostException {
        new OutboundRules(true, List.of()).require(URI.create("http://1.1.1.1/hook"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "example.com/8", "10.0.0/8x", ""})
    void whatIsNoNetworkIsNone(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OutboundRules resolving(String... addresses) {
        return new OutboundRules(
                false,
                List.of(),
                host -> Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    }
}
