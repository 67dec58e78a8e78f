package io.atalaya.app.architecture.samples.house.kernel;

import io.atalaya.app.architecture.samples.house.alerting.AlertingMeddler;
import io.atalaya.app.architecture.samples.house.app.AppMeddler;
import io.atalaya.app.architecture.samples.house.command.CommandMeddler;
import io.atalaya.app.architecture.samples.house.query.QueryMeddler;

/** Knows whom the kernel must not know. */
public record KernelMeddler(CommandMeddler command, QueryMeddler query, AlertingMeddler alerting, AppMeddler app) {}
