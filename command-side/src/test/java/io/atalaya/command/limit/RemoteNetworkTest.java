package io.atalaya.command.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:0db8:0001:0002::ffff, 20010db800010002/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "fe80::1%eth7, fe80000000000000/64",
        "::1, 0000000000000000/64",
        "not:an:address, not:an:address",
        "unknown, unknown"
    })
    void anIpv6AddressStandsForItsNetwork(String address, String network) {
        assertThat(RemoteNetwork.of(address)).isEqualTo(network);
    }
}
