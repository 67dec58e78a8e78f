package io.atalaya.app.architecture.samples.house.command;

import io.atalaya.app.architecture.samples.house.alerting.AlertingMeddler;
import io.atalaya.app.architecture.samples.house.app.AppMeddler;
import io.atalaya.app.architecture.samples.house.query.QueryMeddler;

/** Knows whom the command side must not know. */
public record CommandMeddler(QueryMeddler query, AlertingMeddler alerting, AppMeddler app) {}
