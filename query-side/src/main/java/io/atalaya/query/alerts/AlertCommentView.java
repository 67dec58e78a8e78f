package io.atalaya.query.alerts;

import io.atalaya.contract.identity.UserId;
import java.time.Instant;
import java.util.UUID;

/** What somebody said about an alert. */
public record AlertCommentView(UUID id, UserId userId, Instant at, String text) {}
