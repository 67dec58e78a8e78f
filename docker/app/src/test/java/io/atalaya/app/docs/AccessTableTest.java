package io.atalaya.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.atalaya.app.architecture.MainCode;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/access.md is what the code allows. */
class AccessTableTest {
    private static final String UPDATE = "access.update";
    private static final Path FILE = MainCode.REPOSITORY.resolve("docs/access.md");

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(FILE, AccessTable.write(messages()));
        }
    }

    @Test
    void theFileIsWhatTheCodeAllows() throws IOException {
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/access.md differs from the code. If that is meant, run this test with -D" + UPDATE + "=true")
                .isEqualTo(AccessTable.write(messages()));
    }

    @Test
    void itNamesCommandsAndQueries() {
        assertThat(messages())
                .extracting(Class::getSimpleName)
                .contains("AddMember", "IssueApiKey", "FindMembers", "RegisterUser");
    }

    @Test
    void itKnowsWhatARouteNeeds() {
        assertThat(Routes.permissions())
                .containsEntry("POST /api/v1/tenants/{tenantId}/members", Set.of(Permission.MANAGE_MEMBERS))
                .containsEntry("PATCH /api/v1/alerts/{alertId}/acknowledge", Set.of(Permission.HANDLE_ALERTS))
                .containsEntry("GET /api/v1/auth/me", Set.of());
    }

    private static List<Class<?>> messages() {
        List<Class<?>> messages = new ArrayList<>();
        MainCode.CLASSES.stream()
                .filter(type -> type.isAssignableTo(Command.class) || type.isAssignableTo(Query.class))
                .filter(type -> type.isAnnotatedWith(RequiresPermission.class))
                .map(JavaClass::reflect)
                .forEach(messages::add);
        return messages;
    }
}
