package io.atalaya.command.idempotency;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.Sha256;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a client repeat a mutation safely: with an Idempotency-Key header, the first answer is given again for a day. The
 * same key on another request is refused; an answer that changed nothing is not kept. Runs behind authentication, since
 * a key belongs to whoever sent it.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class IdempotencyFilter extends OncePerRequestFilter {
    static final String KEY_HEADER = "Idempotency-Key";
    static final String REPLAYED_HEADER = "Idempotency-Replayed";
    private static final String NEW_ID = IdempotencyFilter.class.getName() + ".newId";
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.CACHE_CONTROL, "X-Position");
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final KeptAnswers answers;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(KeptAnswers answers, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.answers = answers;
        this.problems = problems;
    }

    /** The id of what the current request creates; see {@link NewId}. */
    public static UUID newId(HttpServletRequest request) {
        Object derived = request.getAttribute(NEW_ID);
        return derived == null ? UUID.randomUUID() : (UUID) derived;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE_METHODS.contains(request.getMethod())
                || request.getHeader(KEY_HEADER) == null
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(KEY_HEADER);
        if (!KEY_FORM.matcher(key).matches()) {
            refuse(request, response, Rejection.Code.IDEMPOTENCY_KEY_INVALID, "must be 1 to 255 printable characters");
            return;
        }
        try (RepeatableRequest repeatable = new RepeatableRequest(request)) {
            repeat(repeatable, response, chain, key);
        }
    }

    private void repeat(RepeatableRequest request, HttpServletResponse response, FilterChain chain, String key)
            throws ServletException, IOException {
        String owner = owner(request);
        byte[] scope = Sha256.of("scope\n" + owner + "\n" + key);
        byte[] fingerprint = Sha256.of(
                (request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n")
                        .getBytes(StandardCharsets.UTF_8),
                request.bodyDigest());
        AnswerCipher cipher = new AnswerCipher(owner + "\n" + key);
        KeptAnswers.Kept kept = answers.start(scope, fingerprint);
        if (kept == null) {
            request.setAttribute(NEW_ID, Sha256.uuid(scope));
            run(request, response, chain, scope, cipher);
        } else if (!MessageDigest.isEqual(kept.fingerprint(), fingerprint)) {
            refuse(request, response, Rejection.Code.IDEMPOTENCY_KEY_REUSED, "was used for another request");
        } else if (kept.status() == null) {
            refuse(request, response, Rejection.Code.IDEMPOTENCY_KEY_IN_USE, "belongs to a request that is running");
        } else {
            replay(response, kept, kept.status(), cipher);
        }
    }

    private void run(
            RepeatableRequest request,
            HttpServletResponse response,
            FilterChain chain,
            byte[] scope,
            AnswerCipher cipher)
            throws ServletException, IOException {
        ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
        boolean finished = false;
        try {
            chain.doFilter(request, caching);
            int status = caching.getStatus();
            if (status >= 200 && status < 300) {
                answers.finish(
                        scope,
                        status,
                        headers(caching),
                        cipher.encrypt(caching.getContentAsByteArray()),
                        AboutPerson.of(request));
                finished = true;
            }
        } finally {
            if (!finished) {
                answers.forget(scope);
            }
        }
        caching.copyBodyToResponse();
    }

    private static void replay(HttpServletResponse response, KeptAnswers.Kept kept, int status, AnswerCipher cipher)
            throws IOException {
        response.setStatus(status);
        response.setHeader(REPLAYED_HEADER, "true");
        if (kept.headers() != null) {
            kept.headers().lines().forEach(line -> {
                int colon = line.indexOf(':');
                response.setHeader(line.substring(0, colon), line.substring(colon + 1));
            });
        }
        if (kept.body() != null) {
            response.getOutputStream().write(cipher.decrypt(kept.body()));
        }
    }

    private static String headers(HttpServletResponse response) {
        return KEPT_HEADERS.stream()
                .filter(name -> response.getHeader(name) != null)
                .map(name -> name + ":" + response.getHeader(name))
                .collect(Collectors.joining("\n"));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Rejection.Code code, String message) {
        problems.resolveException(request, response, null, Rejection.ofField(code, KEY_HEADER, message));
    }

    private static String owner(HttpServletRequest request) {
        @Nullable Principal principal = request.getUserPrincipal();
        return (principal == null ? "" : principal.getName()) + "\n" + request.getHeader("X-Tenant-Id");
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
    void purge() {
        int purged = answers.purge();
        logger.debug("Forgot " + purged + " kept answers");
    }
}
