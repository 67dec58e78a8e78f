package io.atalaya.query.rules.whatif;

import io.atalaya.query.FewAtOnce;
import org.springframework.stereotype.Component;

/** Each trial holds a database connection while it lasts, so there are few at once. */
@Component
public class WhatIfPlaces extends FewAtOnce {
    WhatIfPlaces(WhatIfSettings settings) {
        super(settings.maxAtOnce(), settings.maxAtOncePerTenant());
    }
}
