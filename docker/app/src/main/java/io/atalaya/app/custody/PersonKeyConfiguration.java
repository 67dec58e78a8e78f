package io.atalaya.app.custody;

import io.atalaya.command.identity.TokenSettings;
import io.atalaya.kernel.privacy.PersonalKeys;
import io.atalaya.kernel.privacy.PersonalReader;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys that hold what events say about people. */
@Configuration(proxyBeanMethods = false)
class PersonKeyConfiguration {
    /** Longer than any clock is wrong. */
    private static final Duration AT_LEAST = Duration.ofHours(1);

    @Bean
    PersonKeys personKeys(JdbcClient jdbc, PrivacySettings settings, TokenSettings tokens, Clock clock) {
        Duration lately = tokens.accessToken().plus(AT_LEAST);
        return new PersonKeys(jdbc, MasterKey.find(jdbc, settings), clock, lately);
    }

    @Bean
    PersonalReader personalReader(PersonalKeys keys) {
        return new PersonalReader(keys);
    }
}
