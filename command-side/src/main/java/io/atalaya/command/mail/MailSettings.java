package io.atalaya.command.mail;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail is sent; the server is named by {@code spring.mail.host}.
 *
 * @param from the sender's address
 */
public record MailSettings(
        @DefaultValue("atalaya@localhost") String from) {}
