package io.atalaya.app.architecture.samples.house.alerting;

import io.atalaya.app.architecture.samples.house.app.AppMeddler;
import io.atalaya.app.architecture.samples.house.command.CommandMeddler;
import io.atalaya.app.architecture.samples.house.query.QueryMeddler;

/** Knows whom alerting must not know. */
public record AlertingMeddler(CommandMeddler command, QueryMeddler query, AppMeddler app) {}
