package io.atalaya.command.mail;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends mail behind the back of whoever asks for it, so that no answer tells by its time whether a mail went out. A mail
 * is sent once at most: what the server refuses, or what waits when the process dies, is lost, and the person asks
 * again. Without {@code spring.mail.host} mails are written to the log instead, for development.
 */
@Component
public class Mails implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Mails.class);
    private static final int CONNECTIONS = 4;
    private static final int MAX_WAITING = 1000;
    private static final int STOP_SECONDS = 10;

    private final @Nullable JavaMailSender sender;
    private final MailSettings settings;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            CONNECTIONS,
            CONNECTIONS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofVirtual().name("mail-", 0).factory());

    Mails(ObjectProvider<JavaMailSender> sender, MailSettings settings) {
        this.sender = sender.getIfAvailable();
        this.settings = settings;
    }

    /** Call it after the commit of what the mail is about. */
    public void send(Mail mail) {
        try {
            executor.execute(() -> deliver(mail));
        } catch (RejectedExecutionException full) {
            log.error(
                    "{} is not sent: {} mails are waiting",
                    mail,
                    executor.getQueue().size(),
                    full);
        }
    }

    private void deliver(Mail mail) {
        if (sender == null) {
            log.info(
                    "DEVELOPMENT ONLY, mail is logged because spring.mail.host is not set\nTo: {}\nSubject: {}\n\n{}",
                    mail.to(),
                    mail.subject(),
                    mail.text());
            return;
        }
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(settings.from());
        message.setTo(mail.to());
        message.setSubject(mail.subject());
        message.setText(mail.text());
        try {
            sender.send(message);
        } catch (RuntimeException failure) {
            log.error("{} could not be sent", mail, failure);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            int unsent = executor.shutdownNow().size();
            log.error("Stopped while mails were being sent; {} more were waiting", unsent);
        }
    }
}
