package io.atalaya.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Stopping waits for what is being sent, so each test stops before it looks. */
class MailsTest {
    private static final Mail MAIL = new Mail("nora@test.example", "Your code", "It is 123456");

    private final ObjectProvider<JavaMailSender> senders = mock();
    private final JavaMailSender sender = mock();

    private final Logger logger = (Logger) LoggerFactory.getLogger(Mails.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private String logged() {
        return log.list.stream()
                .map(event ->
                        event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    private Mails mails() {
        return new Mails(senders, new MailSettings("watchtower@test.example"));
    }

    @Test
    void aMailGoesToTheServerAndNotToTheLog() throws Exception {
        when(senders.getIfAvailable()).thenReturn(sender);
        Mails mails = mails();
        mails.send(MAIL);
        mails.destroy();

        ArgumentCaptor<SimpleMailMessage> sent = ArgumentCaptor.captor();
        verify(sender).send(sent.capture());
        assertThat(sent.getValue().getFrom()).isEqualTo("watchtower@test.example");
        assertThat(sent.getValue().getTo()).containsExactly(MAIL.to());
        assertThat(sent.getValue().getSubject()).isEqualTo(MAIL.subject());
        assertThat(sent.getValue().getText()).isEqualTo(MAIL.text());
        assertThat(logged()).doesNotContain("123456");
    }

    @Test
    void withoutAServerItGoesToTheLogMarkedAsDevelopment() throws Exception {
        Mails mails = mails();
        mails.send(MAIL);
        mails.destroy();

        assertThat(logged()).contains("DEVELOPMENT ONLY", MAIL.to(), MAIL.text());
    }

    @Test
    void whatTheServerRefusesIsLoggedWithoutItsText() throws Exception {
        when(senders.getIfAvailable()).thenReturn(sender);
        doThrow(new MailSendException("no such mailbox")).when(sender).send(any(SimpleMailMessage.class));
        Mails mails = mails();
        mails.send(MAIL);
        mails.destroy();

        assertThat(logged()).contains("could not be sent", "no such mailbox").doesNotContain("123456");
    }

    @Test
    void whatComesTooLateIsLoggedAndNotThrown() throws Exception {
        Mails mails = mails();
        mails.destroy();

        mails.send(MAIL);

        assertThat(logged()).contains("is not sent").doesNotContain("123456");
    }
}
