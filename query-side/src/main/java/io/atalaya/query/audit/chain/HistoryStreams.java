package io.atalaya.query.audit.chain;

import io.atalaya.query.FewAtOnce;
import io.atalaya.query.audit.AuditSettings;
import org.springframework.stereotype.Component;

/** Lets only so many long histories be read at once on this node, and not all of them by one tenant. */
@Component
public class HistoryStreams extends FewAtOnce {
    HistoryStreams(AuditSettings settings) {
        super(settings.maxStreams(), settings.maxStreamsPerTenant());
    }
}
