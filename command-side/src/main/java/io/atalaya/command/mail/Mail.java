package io.atalaya.command.mail;

/**
 * A mail to one person, in plain text.
 *
 * @param text may hold a secret, so it is never logged where there is a mail server
 */
public record Mail(String to, String subject, String text) {
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
