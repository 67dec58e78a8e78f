package io.atalaya.query.assets;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.atalaya.kernel.Rejection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A QR code (ISO/IEC 18004) with the quiet zone of four modules that it asks for.
 *
 * @param size of the picture, in pixels: {@link #MIN_SIZE} to {@link #MAX_SIZE}
 * @param level how much of it may be dirty or torn
 */
public record QrCode(URI content, int size, Level level) {
    public static final int MIN_SIZE = 128;
    public static final int MAX_SIZE = 2048;

    private static final int QUIET_ZONE = 4;

    public QrCode {
        if (size < MIN_SIZE || size > MAX_SIZE) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "size", "must be between " + MIN_SIZE + " and " + MAX_SIZE);
        }
    }

    /** How much of a code can be lost: 7, 15, 25 or 30 %. */
    public enum Level {
        L,
        M,
        Q,
        H
    }

    /** Black and white, exactly as many pixels wide and high as asked for, unless not even a pixel per module fits. */
    public byte[] png() {
        BitMatrix modules = modules(size);
        BufferedImage image =
                new BufferedImage(modules.getWidth(), modules.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                image.setRGB(x, y, modules.get(x, y) ? 0x000000 : 0xFFFFFF);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A path of one unit per module, on white. */
    public byte[] svg() {
        BitMatrix modules = modules(0);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%1$d" viewBox="0 0 %2$d %2$d" \
                shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%2$dv%2$dh-%2$dz"/><path d="%3$s"/></svg>
                """.formatted(size, modules.getWidth(), path);
        return svg.getBytes(StandardCharsets.UTF_8);
    }

    private BitMatrix modules(int pixels) {
        ErrorCorrectionLevel correction = switch (level) {
            case L -> ErrorCorrectionLevel.L;
            case M -> ErrorCorrectionLevel.M;
            case Q -> ErrorCorrectionLevel.Q;
            case H -> ErrorCorrectionLevel.H;
        };
        try {
            return new QRCodeWriter()
                    .encode(
                            content.toString(),
                            BarcodeFormat.QR_CODE,
                            pixels,
                            pixels,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION, correction,
                                    EncodeHintType.MARGIN, QUIET_ZONE,
                                    EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8));
        } catch (WriterException tooLong) {
            throw new IllegalStateException("The public base URL is too long for a QR code", tooLong);
        }
    }
}
