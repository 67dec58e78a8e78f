package io.atalaya.app.reports;

import io.atalaya.app.AtalayaProperties;
import io.atalaya.app.security.ApiKeyFilter;
import io.atalaya.app.security.RequestLimits;
import io.atalaya.app.security.SecurityHeaders;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.command.limit.Balance;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.dialect.PostedReadings;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A short way for the request that comes more often than all others together: a device's report with its API key. On the
 * usual way, through security filters and Spring MVC, such a request costs several times what is done with the report.
 * Whatever is not plain takes the usual way, to {@code ReadingsEndpoint}. Both answer the same; a test compares them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ReportFilter implements Filter {
    private final ApiKeys apiKeys;
    private final RequestLimits limits;
    private final ReportIntake intake;
    private final ReportTimes times;
    private final HandlerExceptionResolver problems;
    private final ReportMeter meter;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final int maxBytes;

    ReportFilter(
            ApiKeys apiKeys,
            RequestLimits limits,
            ReportIntake intake,
            ReportTimes times,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            ReportMeter meter,
            JsonMapper json,
            AtalayaProperties properties) {
        this.apiKeys = apiKeys;
        this.limits = limits;
        this.intake = intake;
        this.times = times;
        this.problems = problems;
        this.meter = meter;
        this.reader = json.readerFor(PostedReadings.class);
        this.writer = json.writerFor(Recorded.class);
        this.maxBytes = properties.maxRequestBytes();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest posted = (HttpServletRequest) request;
        DeviceId device = PlainReport.device(posted, maxBytes);
        String presented = device == null ? null : ApiKeyFilter.presented(posted);
        if (device == null || presented == null || !take(posted, (HttpServletResponse) response, presented, device)) {
            chain.doFilter(request, response);
        }
    }

    /** @return false if nothing has been done, since the key is not one */
    private boolean take(HttpServletRequest request, HttpServletResponse response, String presented, DeviceId device)
            throws IOException {
        long begin = System.nanoTime();
        Exception failure = null;
        boolean known = true;
        try {
            Optional<AuthenticatedKey> key = apiKeys.authenticate(presented);
            known = key.isPresent();
            if (known) {
                record(request, response, key.get(), device);
            }
        } catch (RuntimeException refused) {
            failure = refused;
            SecurityHeaders.write(request, response);
            problems.resolveException(request, response, null, refused);
        } finally {
            if (known) {
                meter.answered(response.getStatus(), failure, System.nanoTime() - begin);
            }
        }
        return known;
    }

    private void record(HttpServletRequest request, HttpServletResponse response, AuthenticatedKey key, DeviceId device)
            throws IOException {
        Balance balance = limits.ofKey(key);
        RequestLimits.tell(balance, response);
        if (!balance.granted()) {
            throw balance.refusal();
        }
        Caller caller = key.caller(request.getRemoteAddr());
        PostedReadings report = read(request);
        Recorded recorded = intake.record(report.translate(times::next), intake.own(caller, device), caller);
        SecurityHeaders.write(request, response);
        answer(response, recorded);
    }

    /** Fails as the usual way does, so that the same problem is answered. */
    private PostedReadings read(HttpServletRequest request) throws IOException {
        HttpInputMessage message = new ServletServerHttpRequest(request);
        try {
            @Nullable PostedReadings report = reader.readValue(request.getInputStream());
            if (report != null) {
                return report;
            }
        } catch (JacksonException unreadable) {
            throw new HttpMessageNotReadableException("The report cannot be read", unreadable, message);
        }
        throw new HttpMessageNotReadableException("The report is null", message);
    }

    private void answer(HttpServletResponse response, Recorded recorded) throws IOException {
        byte[] body = writer.writeValueAsBytes(recorded);
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader(Receipt.POSITION_HEADER, Long.toString(recorded.position()));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
