package io.atalaya.app.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server on a port of its own, and what people find in their mailboxes. */
public final class Mailbox {
    public static final String FROM = "watchtower@test.example";

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    public Mailbox() {
        server.start();
    }

    /** Settings of a node that sends its mail here. */
    public Map<String, Object> settings() {
        return Map.of(
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                server.getSmtp().getPort(),
                "atalaya.mail.from",
                FROM);
    }

    /** Waits until so many mails to the address have come, and gives the last one's subject and text. */
    public String await(String address, int count) {
        return org.awaitility.Awaitility.await()
                .alias("mail " + count + " to " + address)
                .until(() -> mailsTo(address), mails -> mails.size() >= count)
                .get(count - 1);
    }

    /** The code in the mail that {@link #await} gives. */
    public String awaitCode(String address, int count) {
        Matcher code = CODE.matcher(await(address, count));
        if (!code.find()) {
            throw new AssertionError("There is no code in the mail to " + address);
        }
        return code.group();
    }

    public List<String> mailsTo(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .map(Mailbox::read)
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String read(MimeMessage mail) {
        try {
            return "From: " + mail.getFrom()[0] + "\nSubject: " + mail.getSubject() + "\n\n" + mail.getContent();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
