package io.atalaya.command.ticket.web;

import io.atalaya.command.ticket.Upload;
import io.atalaya.command.ticket.Uploads;
import io.atalaya.kernel.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/**
 * The file in a request of multipart/form-data (RFC 7578), read as it comes in. With the server's own parser rather than
 * the Servlet API's parts, which would have to be allowed for every endpoint at once.
 */
record FilePart(HttpServletRequest request) {
    private static final String FIELD = "file";

    /** @throws Rejection if the request is something else, or the file is refused */
    Upload receive(Uploads uploads) throws IOException {
        String contentType = request.getContentType();
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw Rejection.of(Rejection.Code.UNSUPPORTED_MEDIA_TYPE, "The request body must be multipart/form-data");
        }
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
            while (parts.hasNext()) {
                FileItemStream part = parts.next();
                if (!part.isFormField() && FIELD.equals(part.getFieldName())) {
                    try (InputStream bytes = part.openStream()) {
                        return uploads.receive(bytes, part.getName());
                    }
                }
            }
        } catch (FileUploadException | MultipartStream.MalformedStreamException malformed) {
            throw unwrapped(malformed);
        } catch (InvalidFileNameException invalid) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, FIELD, "has a name with a NUL character");
        }
        throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, FIELD, "is required");
    }

    /** @throws IOException what kept the parser from reading, if it was not the form itself */
    private static Rejection unwrapped(IOException failure) throws IOException {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            boolean ofTheForm =
                    cause instanceof FileUploadException || cause instanceof MultipartStream.MalformedStreamException;
            if (cause instanceof IOException reading && !ofTheForm) {
                throw reading;
            }
        }
        return Rejection.of(Rejection.Code.INVALID_REQUEST, "The request body is not well-formed multipart/form-data");
    }
}
