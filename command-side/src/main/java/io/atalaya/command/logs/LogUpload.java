package io.atalaya.command.logs;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.atalaya.command.telemetry.IngestionSettings;
import io.atalaya.contract.logs.LogLevel;
import io.atalaya.contract.logs.LogLine;
import io.atalaya.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a device's log, oldest first. Unknown fields are no fault.
 *
 * @param messageId the device's own name for this upload, so that it can be sent again safely
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogUpload(
        @JsonAlias("message_id")
        @Nullable
        @Pattern(regexp = "[\\x21-\\x7e]{1,128}", message = "must be 1 to 128 printable ASCII characters")
        String messageId,

        @JsonAlias("logs") @NotEmpty List<@Valid @NotNull Line> lines) {

    /**
     * @param level DEBUG, INFO, WARNING, ERROR or CRITICAL, or a usual word for one of them; INFO if there is none
     * @param at by the device's clock; when it arrived, if there is none
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Line(
            @Nullable String level,
            @NotNull String message,
            @JsonAlias("timestamp") @Nullable Instant at) {}

    /** @throws Rejection if a line is not one that can be stored */
    List<LogLine> checked(LogSettings logs, IngestionSettings ingestion, Instant now) {
        if (lines.size() > logs.maxLinesPerUpload()) {
            throw invalid("lines", "holds more than " + logs.maxLinesPerUpload() + " lines");
        }
        List<LogLine> checked = new ArrayList<>(lines.size());
        for (int index = 0; index < lines.size(); index++) {
            Line line = lines.get(index);
            String path = "lines[" + index + "]";
            if (line.message().length() > logs.maxMessageLength()) {
                throw invalid(path + ".message", "is longer than " + logs.maxMessageLength() + " characters");
            }
            Instant at = line.at() == null ? now : line.at();
            ingestion.requireStorable(at, now, path + ".at");
            checked.add(new LogLine(level(line.level(), path + ".level"), line.message(), at));
        }
        return checked;
    }

    private static LogLevel level(@Nullable String word, String field) {
        return switch (word) {
            case null -> LogLevel.INFO;
            case "TRACE", "trace", "VERBOSE", "verbose", "DEBUG", "debug" -> LogLevel.DEBUG;
            case "INFO", "info", "NOTICE", "notice" -> LogLevel.INFO;
            case "WARNING", "warning", "WARN", "warn" -> LogLevel.WARNING;
            case "ERROR", "error", "ERR", "err" -> LogLevel.ERROR;
            case "CRITICAL", "critical", "FATAL", "fatal" -> LogLevel.CRITICAL;
            default -> throw invalid(field, "must be DEBUG, INFO, WARNING, ERROR or CRITICAL");
        };
    }

    private static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, message);
    }
}
