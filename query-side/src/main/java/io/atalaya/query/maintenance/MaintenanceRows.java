package io.atalaya.query.maintenance;

import io.atalaya.query.ReadModels;

interface MaintenanceRows extends ReadModels<MaintenanceRow> {}
