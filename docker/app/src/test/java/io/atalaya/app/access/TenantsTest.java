package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tenant is seen by those who belong to it, and renamed by its owner. */
class TenantsTest {
    private final World world = World.on(Node.shared());
    private final String path = "/api/v1/tenants/" + world.tenantId();

    @Test
    void anOwnerAndPlatformStaffRenameATenant() {
        Api admin = Node.shared().api().logInAsAdmin();
        for (Api renamer : List.of(world.owner(), admin)) {
            String name = "Renamed " + renamer.hashCode();
            Api.Answer renamed = renamer.send("PUT", path, Map.of("name", name)).expect(200);
            assertThat(renamed.text("name")).isEqualTo(name);
            assertThat(world.owner()
                            .with("X-Min-Position", renamed.header("X-Position"))
                            .get(path)
                            .expect(200)
                            .text("name"))
                    .isEqualTo(name);
        }
        world.owner().send("PUT", path, Map.of("name", " ")).expect(400);
        world.member(Role.ENGINEER).send("PUT", path, Map.of("name", "x")).expect(403);
    }

    @Test
    void everyMemberSeesItsOwnTenantAndNoOther() {
        Api viewer = world.member(Role.VIEWER);
        await().until(() -> viewer.get(path).status() == 200);
        viewer.get("/api/v1/tenants").expect(403);
        Api stranger = World.on(Node.shared()).owner();
        stranger.get(path).expect(404);
        stranger.send("PUT", path, Map.of("name", "x")).expect(404);
        Node.shared().api().logInAsAdmin().get("/api/v1/tenants").expect(200);
    }
}
