package io.atalaya.command.identity.web;

import io.atalaya.command.idempotency.AboutPerson;
import io.atalaya.command.identity.Account;
import io.atalaya.command.identity.AuthenticationLimit;
import io.atalaya.command.identity.PasswordChanges;
import io.atalaya.command.identity.PersonalDetails;
import io.atalaya.command.identity.Registrations;
import io.atalaya.command.identity.Sessions;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.command.tenant.OwnMemberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Register, verify the address, reset and change the password, correct what is known of oneself. */
@OwnLogIn
@RestController
@RequestMapping("/api/v1/auth")
class AccountEndpoint {
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 128;
    private static final int MAX_EMAIL = 254;
    private static final String PHONE = "\\+?[0-9][0-9 ()./-]{2,31}";
    private static final String SIX_DIGITS = "[0-9]{6}";

    private final Registrations registrations;
    private final PasswordChanges passwords;
    private final PersonalDetails details;
    private final AuthenticationLimit limit;
    private final Memberships memberships;

    AccountEndpoint(
            Registrations registrations,
            PasswordChanges passwords,
            PersonalDetails details,
            AuthenticationLimit limit,
            Memberships memberships) {
        this.registrations = registrations;
        this.passwords = passwords;
        this.details = details;
        this.limit = limit;
        this.memberships = memberships;
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MailAnswer register(@Valid @RequestBody RegisterRequest request, HttpServletRequest http) {
        limit.mail(request.email(), http.getRemoteAddr());
        registrations.register(request.email(), request.password(), request.name(), http.getRemoteAddr());
        return new MailAnswer("A mail to this address says how to go on");
    }

    @PostMapping("/verify-otp")
    ResponseEntity<TokenAnswer> verify(@Valid @RequestBody VerifyRequest request, HttpServletRequest http) {
        String ip = http.getRemoteAddr();
        Sessions.Session session =
                limit.guessCode(request.email(), ip, () -> registrations.verify(request.email(), request.code(), ip));
        return TokenAnswer.of(session, memberships);
    }

    @PostMapping("/password-reset/request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MailAnswer requestReset(@Valid @RequestBody ResetRequest request, HttpServletRequest http) {
        limit.mail(request.email(), http.getRemoteAddr());
        passwords.requestReset(request.email(), http.getRemoteAddr());
        return new MailAnswer("If this address has an account, a mail to it holds a code");
    }

    @PostMapping("/password-reset/confirm")
    ResponseEntity<Void> confirmReset(@Valid @RequestBody ConfirmResetRequest request, HttpServletRequest http) {
        String ip = http.getRemoteAddr();
        limit.guessCode(request.email(), ip, () -> {
            passwords.reset(request.email(), request.code(), request.newPassword(), ip);
            return true;
        });
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/password")
    ResponseEntity<Void> changePassword(
            @Valid @RequestBody ChangePasswordRequest request, @PlatformScope Caller caller, HttpServletRequest http) {
        String ip = http.getRemoteAddr();
        UserId userId = caller.userId();
        limit.guessPassword(userId.toString(), ip, () -> {
            passwords.change(userId, request.currentPassword(), request.newPassword(), ip);
            return true;
        });
        return ResponseEntity.noContent().build();
    }

    /** The address stays: it is what the account was verified by. */
    @PutMapping("/me")
    UserAnswer describe(
            @Valid @RequestBody DescribeRequest request,
            @PlatformScope Caller caller,
            OwnMemberships own,
            HttpServletRequest http) {
        UserId userId = caller.userId();
        AboutPerson.note(http, userId);
        Account account = details.change(userId, request.name(), request.phone(), http.getRemoteAddr());
        return UserAnswer.of(account, own.all());
    }

    /** @param phone absent for none */
    record DescribeRequest(
            @NotBlank @Size(max = 200) String name,

            @Nullable @Pattern(regexp = PHONE, message = "must be a phone number, such as +34 600 000 000")
            String phone) {}

    /** The same whether or not a mail was sent. */
    record MailAnswer(String message) {}

    record RegisterRequest(
            @NotBlank @Email @Size(max = MAX_EMAIL) String email,

            @NotBlank @Size(min = MIN_PASSWORD, max = MAX_PASSWORD)
            String password,

            @NotBlank @Size(max = 200) String name) {}

    record VerifyRequest(
            @NotBlank @Size(max = MAX_EMAIL) String email,

            @NotBlank @Pattern(regexp = SIX_DIGITS, message = "must be six digits")
            String code) {}

    record ResetRequest(@NotBlank @Size(max = MAX_EMAIL) String email) {}

    record ConfirmResetRequest(
            @NotBlank @Size(max = MAX_EMAIL) String email,

            @NotBlank @Pattern(regexp = SIX_DIGITS, message = "must be six digits")
            String code,

            @NotBlank @Size(min = MIN_PASSWORD, max = MAX_PASSWORD)
            String newPassword) {}

    record ChangePasswordRequest(
            @NotBlank @Size(max = 1024) String currentPassword,

            @NotBlank @Size(min = MIN_PASSWORD, max = MAX_PASSWORD)
            String newPassword) {}
}
