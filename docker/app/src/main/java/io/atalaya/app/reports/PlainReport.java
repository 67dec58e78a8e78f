package io.atalaya.app.reports;

import io.atalaya.contract.device.DeviceId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells a report that needs nothing but to be taken from whatever else a request may be. */
final class PlainReport {
    private static final String BEFORE_ID = "/api/v1/devices/";
    private static final String AFTER_ID = "/readings";
    private static final int ID_LENGTH = 36;
    private static final String JSON = "application/json";

    private PlainReport() {}

    /** @return the device that the report is said to be of; {@code null} if the request has to take the usual way */
    static @Nullable DeviceId device(HttpServletRequest request, int maxBytes) {
        String path = request.getRequestURI();
        if (path.length() != BEFORE_ID.length() + ID_LENGTH + AFTER_ID.length()
                || !path.startsWith(BEFORE_ID)
                || !path.endsWith(AFTER_ID)
                || !request.getMethod().equals("POST")
                || !isPlain(request, maxBytes)) {
            return null;
        }
        try {
            return DeviceId.of(path.substring(BEFORE_ID.length(), BEFORE_ID.length() + ID_LENGTH));
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    private static boolean isPlain(HttpServletRequest request, int maxBytes) {
        long length = request.getContentLengthLong();
        return length > 0
                && length <= maxBytes
                && request.getQueryString() == null
                && JSON.equalsIgnoreCase(request.getContentType())
                && acceptsJson(request.getHeader("Accept"))
                && request.getHeader("Content-Encoding") == null
                && request.getHeader("Idempotency-Key") == null
                && request.getHeader("Origin") == null
                && request.getHeader("X-Tenant-Id") == null;
    }

    private static boolean acceptsJson(@Nullable String accepted) {
        return accepted == null || accepted.equals("*/*") || accepted.equals(JSON);
    }
}
