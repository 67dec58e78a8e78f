package io.atalaya.command.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.TestPostgres;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which device is meant by a name. */
class DeviceDirectoryTest {
    private static final TenantId TENANT = TenantId.next();

    private final DataSource database = TestPostgres.migratedDatabase();
    private final DeviceDirectory directory = new DeviceDirectory(
            JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    private final DeviceId device = DeviceId.next();

    @Test
    void aDeviceIsFoundByItsSerialNumberOrItsIdWithinItsTenant() {
        directory.reserve(TENANT, device, "SN-1");
        assertThat(directory.named(TENANT, "SN-1")).contains(device);
        assertThat(directory.named(TENANT, device.toString())).contains(device);
        assertThat(directory.named(TENANT, "SN-2")).isEmpty();
        assertThat(directory.named(TENANT, UUID.randomUUID().toString())).isEmpty();
        assertThat(directory.named(TENANT, "not-an-id-but-as-long-as-one-is-----"))
                .isEmpty();
        assertThat(directory.named(TENANT, "SN-1".repeat(100))).isEmpty();
        assertThat(directory.named(TenantId.next(), "SN-1")).isEmpty();
        assertThat(directory.named(TenantId.next(), device.toString())).isEmpty();
    }

    @Test
    void aSerialNumberThatLooksLikeAnotherDevicesIdIsMeantFirst() {
        DeviceId other = DeviceId.next();
        directory.reserve(TENANT, device, "SN-1");
        directory.reserve(TENANT, other, device.toString());
        assertThat(directory.named(TENANT, device.toString())).contains(other);
    }

    @Test
    void whatIsKnownIsAnsweredFromMemoryAndWhatIsNotIsLookedForAgain() {
        assertThat(directory.named(TENANT, "SN-1")).isEmpty();
        directory.reserve(TENANT, device, "SN-1");
        assertThat(directory.named(TENANT, "SN-1")).contains(device);
        JdbcClient.create(database).sql("truncate device_directory").update();
        assertThat(directory.named(TENANT, "SN-1")).contains(device);
    }
}
