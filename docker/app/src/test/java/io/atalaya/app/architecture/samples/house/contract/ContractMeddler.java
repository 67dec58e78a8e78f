package io.atalaya.app.architecture.samples.house.contract;

import io.atalaya.app.architecture.samples.house.alerting.AlertingMeddler;
import io.atalaya.app.architecture.samples.house.app.AppMeddler;
import io.atalaya.app.architecture.samples.house.command.CommandMeddler;
import io.atalaya.app.architecture.samples.house.query.QueryMeddler;

/** Knows whom a contract must not know. */
public record ContractMeddler(CommandMeddler command, QueryMeddler query, AlertingMeddler alerting, AppMeddler app) {}
