package io.atalaya.query.assets.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.assets.AssetProjection;
import io.atalaya.query.assets.AssetView;
import io.atalaya.query.assets.FindAsset;
import io.atalaya.query.assets.PublicPages;
import io.atalaya.query.assets.QrCode;
import io.atalaya.query.consistency.ReadsFrom;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Draws what is glued to assets. */
@RestController
@RequestMapping("/api/v1/assets/{assetId}/qr")
@ReadsFrom(AssetProjection.PROCESSING_GROUP)
class AssetQrEndpoint {
    private static final MediaType SVG = new MediaType("image", "svg+xml");

    private final Queries queries;
    private final PublicPages pages;

    AssetQrEndpoint(Queries queries, PublicPages pages) {
        this.queries = queries;
        this.pages = pages;
    }

    /**
     * A QR code that leads to the asset's page. Its format is {@code png} or {@code svg}; left out, what the Accept
     * header prefers, and png if either will do.
     */
    @GetMapping(produces = {MediaType.IMAGE_PNG_VALUE, "image/svg+xml"})
    ResponseEntity<byte[]> get(
            @PathVariable AssetId assetId,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(defaultValue = "256") int size,
            @RequestParam(defaultValue = "M") QrCode.Level level,
            WebRequest request,
            Caller caller) {
        QrCode code = new QrCode(pages.of(assetId), size, level);
        MediaType type = format == null ? preferred(request.getHeader(HttpHeaders.ACCEPT)) : named(format);
        queries.ask(new FindAsset(caller.tenantId(), caller.within(), assetId), AssetView.class, caller);
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(type.equals(SVG) ? code.svg() : code.png());
    }

    private static MediaType named(String format) {
        return switch (format) {
            case "png" -> MediaType.IMAGE_PNG;
            case "svg" -> SVG;
            default -> throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "format", "must be png or svg");
        };
    }

    private static MediaType preferred(@Nullable String accept) {
        return MediaType.parseMediaTypes(accept).stream()
                .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                .filter(type -> type.includes(MediaType.IMAGE_PNG) || type.includes(SVG))
                .map(type -> type.includes(MediaType.IMAGE_PNG) ? MediaType.IMAGE_PNG : SVG)
                .findFirst()
                .orElse(MediaType.IMAGE_PNG);
    }
}
