package io.atalaya.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Mailbox;
import io.atalaya.app.support.Node;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People make accounts, forget passwords and change them, and others try to get in. */
class IdentityStoryTest extends Newcomer {

    @Test
    void somebodyRegistersVerifiesAndLogsIn() {
        register(email.toUpperCase(java.util.Locale.ROOT)).expect(202);
        logIn(PASSWORD).expect(401);
        assertThat(mailbox.await(email, 1)).startsWith("From: " + Mailbox.FROM);
        String code = mailbox.awaitCode(email, 1);

        Api.Answer verified = verify(code).expect(200);

        assertThat(verified.json().path("user").path("email").asString()).isEqualTo(email);
        assertThat(verified.json().path("user").path("name").asString()).isEqualTo("Nora New");
        assertThat(verified.text("token_type")).isEqualTo("Bearer");
        assertThat(verified.header("Cache-Control")).isEqualTo("no-store");
        nobody.withToken(verified.text("access_token")).get(AUTH + "me").expect(200);
        refresh(verified.text("refresh_token")).expect(200);
        logIn(PASSWORD).expect(200);
        assertThat(verify(code).expect(401).code()).as("a code twice").isEqualTo("code_invalid");
    }

    @Test
    void aSecondRegistrationReplacesACodeThatNobodyUsed() {
        register(email).expect(202);
        String first = mailbox.awaitCode(email, 1);
        nobody.post(AUTH + "register", Map.of("email", email, "password", OTHER_PASSWORD, "name", "Nora New"))
                .expect(202);
        String second = mailbox.awaitCode(email, 2);

        if (!first.equals(second)) {
            verify(first).expect(401);
        }
        verify(second).expect(200);
        logIn(PASSWORD).expect(401);
        logIn(OTHER_PASSWORD).expect(200);
    }

    @Test
    void registeringTellsNobodyWhoHasAnAccount() {
        account();
        Api.Answer known =
                nobody.post(AUTH + "register", Map.of("email", email, "password", OTHER_PASSWORD, "name", "Mallory"));
        Api.Answer unknown = register(UUID.randomUUID() + "@test.example");

        assertSame(known.expect(202), unknown.expect(202));
        assertThat(mailbox.await(email, 2))
                .contains("tried to register", "log in")
                .doesNotContain("Mallory")
                .doesNotContainPattern("\\b[0-9]{6}\\b");
        logIn(PASSWORD).expect(200);
        logIn(OTHER_PASSWORD).expect(401);
    }

    @Test
    void noOtherAnswerTellsEither() {
        account();
        String stranger = UUID.randomUUID() + "@test.example";
        String waiting = UUID.randomUUID() + "@test.example";
        register(waiting).expect(202);
        for (String other : List.of(stranger, waiting)) {
            assertSame(
                    post("login", Map.of("email", email, "password", "wrong-password"))
                            .expect(401),
                    post("login", Map.of("email", other, "password", PASSWORD)).expect(401));
            assertSame(
                    post("password-reset/request", Map.of("email", email)).expect(202),
                    post("password-reset/request", Map.of("email", other)).expect(202));
            Map<String, String> guess = Map.of("code", "000000", "newPassword", OTHER_PASSWORD);
            assertSame(
                    post("password-reset/confirm", with(guess, email)).expect(401),
                    post("password-reset/confirm", with(guess, other)).expect(401));
            assertSame(
                    post("verify-otp", Map.of("email", email, "code", "000000")).expect(401),
                    post("verify-otp", Map.of("email", stranger, "code", "000000"))
                            .expect(401));
        }
        mailbox.await(email, 3);
        assertThat(mailbox.mailsTo(stranger)).isEmpty();
        assertThat(mailbox.mailsTo(waiting)).hasSize(1);
    }

    @Test
    void afterFiveWrongCodesTheRightOneIsRefusedToo() {
        register(email).expect(202);
        String code = mailbox.awaitCode(email, 1);
        for (int wrong = 0; wrong < 5; wrong++) {
            assertThat(verify(otherThan(code)).expect(401).code()).isEqualTo("code_invalid");
        }

        assertThat(verify(code).expect(401).code()).isEqualTo("code_invalid");

        register(email).expect(202);
        verify(mailbox.awaitCode(email, 2)).expect(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 129})
    void aPasswordMustBeNeitherShortNorEndless(int length) {
        Api.Answer answer = nobody.post(
                AUTH + "register", Map.of("email", email, "password", "p".repeat(length), "name", "Nora New"));

        assertThat(answer.expect(400).code()).isEqualTo("invalid_request");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("password");
    }

    @Test
    void aForgottenPasswordIsResetAndEndsAllSessions() {
        String session = account().text("refresh_token");
        post("password-reset/request", Map.of("email", email)).expect(202);
        String code = mailbox.awaitCode(email, 2);
        Map<String, String> reset = Map.of("email", email, "code", code, "newPassword", OTHER_PASSWORD);

        assertThat(post("password-reset/confirm", Map.of("email", email, "code", code, "newPassword", "short"))
                        .expect(400)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("newPassword");
        post("password-reset/confirm", reset).expect(204);

        refresh(session).expect(401);
        logIn(PASSWORD).expect(401);
        logIn(OTHER_PASSWORD).expect(200);
        assertThat(post("password-reset/confirm", reset).expect(401).code()).isEqualTo("code_invalid");
    }

    @Test
    void aCodeForRegisteringResetsNoPassword() {
        register(email).expect(202);
        String code = mailbox.awaitCode(email, 1);

        post("password-reset/confirm", Map.of("email", email, "code", code, "newPassword", OTHER_PASSWORD))
                .expect(401);
        verify(code).expect(200);
    }

    @Test
    void aChangedPasswordEndsOtherSessions() {
        Api.Answer here = account();
        String elsewhere = logIn(PASSWORD).expect(200).text("refresh_token");
        Api user = nobody.withToken(here.text("access_token"));

        assertThat(user.post(AUTH + "password", change("not-my-password"))
                        .expect(401)
                        .code())
                .isEqualTo("credentials_invalid");
        String still = refresh(elsewhere).expect(200).text("refresh_token");
        user.post(AUTH + "password", change(PASSWORD)).expect(204);

        refresh(still).expect(401);
        refresh(here.text("refresh_token")).expect(401);
        logIn(PASSWORD).expect(401);
        logIn(OTHER_PASSWORD).expect(200);
        nobody.post(AUTH + "password", change(OTHER_PASSWORD)).expect(401);
    }

    @Test
    void aRefreshTokenThatComesAgainEndsItsFamilyAndNoOther() {
        String first = account().text("refresh_token");
        String otherFamily = logIn(PASSWORD).expect(200).text("refresh_token");
        String second = refresh(first).expect(200).text("refresh_token");

        assertThat(refresh(first).expect(401).code()).isEqualTo("token_invalid");

        assertThat(refresh(second).expect(401).code()).isEqualTo("token_invalid");
        refresh(otherFamily).expect(200);
    }

    @Test
    void withinTheGraceTimeALostAnswerCanBeAskedForAgain() {
        Api patient = Node.shared().api();
        String first = patient.post(AUTH + "login", Map.of("email", Node.ADMIN_EMAIL, "password", Node.ADMIN_PASSWORD))
                .expect(200)
                .text("refresh_token");

        String lost = patient.post(AUTH + "refresh", Map.of("refresh_token", first))
                .expect(200)
                .text("refresh_token");
        String second = patient.post(AUTH + "refresh", Map.of("refresh_token", first))
                .expect(200)
                .text("refresh_token");

        assertThat(second).isNotEqualTo(lost);
        patient.post(AUTH + "refresh", Map.of("refresh_token", second)).expect(200);
    }

    private static Map<String, String> change(String currentPassword) {
        return Map.of("currentPassword", currentPassword, "newPassword", OTHER_PASSWORD);
    }

    private static Map<String, String> with(Map<String, String> body, String email) {
        Map<String, String> more = new HashMap<>(body);
        more.put("email", email);
        return more;
    }

    private static String otherThan(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private static void assertSame(Api.Answer one, Api.Answer other) {
        assertThat(other.status()).isEqualTo(one.status());
        assertThat(other.response().body()).isEqualTo(one.response().body());
        assertThat(comparable(other.response().headers()))
                .isEqualTo(comparable(one.response().headers()));
    }

    private static Map<String, List<String>> comparable(HttpHeaders headers) {
        Map<String, List<String>> comparable = new TreeMap<>(headers.map());
        comparable.remove("date");
        // How much the address has left goes down with each request, whoever it is about.
        comparable.remove("ratelimit");
        return comparable;
    }
}
