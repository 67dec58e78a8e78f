package io.atalaya.alerting.notification.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends mail, and says whether the server has taken it. The Message-ID is the same at each attempt. */
public final class MailRoom {
    private final @Nullable JavaMailSender sender;
    private final String from;

    /**
     * @param sender {@code null} if there is no mail server
     * @param from the sender's address
     */
    public MailRoom(@Nullable JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    public boolean isOpen() {
        return sender != null;
    }

    /** Only if {@link #isOpen()}. */
    public void send(Message message, String address) throws DeliveryFailed {
        JavaMailSender server = Objects.requireNonNull(sender, "there is a mail server");
        try {
            server.send(mail(message, address, server));
        } catch (MailException | MessagingException failure) {
            throw DeliveryFailed.because("The mail server has not taken it", failure);
        }
    }

    private MimeMessage mail(Message message, String address, JavaMailSender server) throws MessagingException {
        MimeMessage mail = server.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(
                mail, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(address);
        helper.setSubject(message.subject());
        helper.setText(message.text(), message.html());
        mail.setHeader("Message-ID", "<" + message.id() + "@" + domain() + ">");
        // So that nobody's out-of-office assistant answers (RFC 3834).
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private String domain() {
        return from.substring(from.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    }
}
