package io.atalaya.app.setup;

import io.atalaya.app.AtalayaProperties;
import io.atalaya.command.identity.RegisterUser;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.access.Role;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The first account of a platform, which can create all others. */
@Component
class Administrator {
    private static final Logger log = LoggerFactory.getLogger(Administrator.class);
    private static final int MIN_PASSWORD_LENGTH = 8;
    private static final int RANDOM_BYTES = 18;

    private final SetupCommands commands;

    Administrator(SetupCommands commands) {
        this.commands = commands;
    }

    void create(AtalayaProperties.Admin admin) {
        String password = admin.password();
        if (password == null) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            log.info("Administrator {} with the password {} (shown this once)", admin.email(), password);
        } else if (password.length() < MIN_PASSWORD_LENGTH) {
            throw new IllegalStateException(
                    "ATALAYA_ADMIN_PASSWORD must have " + MIN_PASSWORD_LENGTH + " characters at least");
        }
        create(UserId.next(), admin.email(), "Administrator", password);
    }

    void create(UserId userId, String email, String name, String password) {
        commands.send(new CreateTenant(Platform.TENANT, "Platform"));
        // The account comes last: where there is none, the next start tries again.
        commands.send(new AddMember(Platform.TENANT, userId, Role.ADMIN, Set.of()));
        commands.send(new RegisterUser(userId, email, name, password));
    }
}
