package io.atalaya.query.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.Rejection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private static final AssetId ASSET = AssetId.of("0a7e1a1a-0000-4000-8000-000000000004");
    private static final URI PAGE = new PublicPages(URI.create("https://atalaya.example/app")).of(ASSET);

    @Test
    void thePageIsBelowTheBaseWhetherThatEndsWithASlashOrNot() {
        assertThat(PAGE).hasToString("https://atalaya.example/app/assets/" + ASSET);
        assertThat(new PublicPages(URI.create("https://atalaya.example/app/")).of(ASSET))
                .isEqualTo(PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void aReaderReadsThePngOfEachLevel(QrCode.Level level) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new QrCode(PAGE, 256, level).png()));

        assertThat(image.getWidth()).isEqualTo(256);
        assertThat(image.getHeight()).isEqualTo(256);
        assertThat(read(image)).isEqualTo(PAGE.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aReaderReadsTheSvgOfEachLevel(QrCode.Level level) throws ReaderException {
        String svg = new String(new QrCode(PAGE, 300, level).svg(), StandardCharsets.UTF_8);

        assertThat(svg).contains("width=\"300\" height=\"300\"");
        assertThat(read(drawn(svg))).isEqualTo(PAGE.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {QrCode.MIN_SIZE, QrCode.MAX_SIZE})
    void theSmallestAndTheLargestCanBeRead(int size) throws IOException, ReaderException {
        byte[] png = new QrCode(PAGE, size, QrCode.Level.M).png();
        assertThat(read(ImageIO.read(new ByteArrayInputStream(png)))).isEqualTo(PAGE.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {QrCode.MIN_SIZE - 1, QrCode.MAX_SIZE + 1, 0, -1, Integer.MAX_VALUE})
    void noOtherSizeIsDrawn(int size) {
        assertThatThrownBy(() -> new QrCode(PAGE, size, QrCode.Level.M))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.field()).isEqualTo("size"));
    }

    /** As a browser would: four pixels per unit. */
    private static BufferedImage drawn(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int units = Integer.parseInt(box.group(1));
        BufferedImage image = new BufferedImage(units * 4, units * 4, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, units * 4, units * 4);
        graphics.setColor(java.awt.Color.BLACK);
        Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        while (module.find()) {
            graphics.fillRect(Integer.parseInt(module.group(1)) * 4, Integer.parseInt(module.group(2)) * 4, 4, 4);
        }
        graphics.dispose();
        return image;
    }

    private static String read(BufferedImage image) throws ReaderException {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        RGBLuminanceSource source = new RGBLuminanceSource(width, image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new GlobalHistogramBinarizer(source)),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
