package io.atalaya.query.apikeys.web;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.apikeys.ApiKeyView;
import io.atalaya.query.apikeys.FindApiKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads API keys, without their secrets. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyQueriesEndpoint {
    private final Queries queries;

    ApiKeyQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<ApiKeyView> list(
            @RequestParam(required = false) @Nullable DeviceId device,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(new FindApiKeys(caller.tenantId(), device, Listing.of(limit, cursor)), caller);
    }
}
