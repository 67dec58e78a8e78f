package io.atalaya.app.database;

import io.atalaya.app.AtalayaProperties;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Who works with the database: the owner of the tables migrates them, and the application itself works in a role that
 * owns nothing, with row-level security.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    PlatformTransactionManager transactionManager(ObjectProvider<TransactionManagerCustomizers> customizers) {
        TenantTransactionManager transactions = new TenantTransactionManager();
        customizers.ifAvailable(all -> all.customize(transactions));
        return transactions;
    }

    /** The pool's connections have given their owner's rights away; migrations need a connection of their own. */
    @Bean
    FlywayConnectionDetails ownerOfTheTables(JdbcConnectionDetails application, FlywayProperties owner) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return owner.getUrl() == null ? application.getJdbcUrl() : owner.getUrl();
            }

            @Override
            public @Nullable String getUsername() {
                return owner.getUser() == null ? application.getUsername() : owner.getUser();
            }

            @Override
            public @Nullable String getPassword() {
                return owner.getUser() == null ? application.getPassword() : owner.getPassword();
            }
        };
    }

    @Bean
    FlywayConfigurationCustomizer roles(JdbcConnectionDetails application, AtalayaProperties properties) {
        String user = application.getUsername();
        Map<String, String> roles =
                Map.of("runtimeRole", properties.runtimeRole(), "applicationUser", user == null ? "" : user);
        return flyway -> flyway.placeholders(roles);
    }

    /** Row-level security does not hold for everybody, and would be silent about it. */
    @Bean
    SmartInitializingSingleton runtimeRoleCheck(JdbcClient jdbc, DataSource dataSource) {
        return () -> {
            boolean held = jdbc.sql("select not (rolsuper or rolbypassrls) and not exists(select 1 from pg_class"
                            + " where relowner = role.oid) from pg_roles role where rolname = current_user")
                    .query(Boolean.class)
                    .single();
            if (!held) {
                throw new IllegalStateException("The application works in a role for which row-level security does not"
                        + " hold: it is a superuser, bypasses it, or owns tables. Name another one as"
                        + " ATALAYA_RUNTIME_ROLE.");
            }
        };
    }
}
