package io.atalaya.query.alerts;

import io.atalaya.query.ReadModels;

interface AlertRows extends ReadModels<AlertRow> {}
