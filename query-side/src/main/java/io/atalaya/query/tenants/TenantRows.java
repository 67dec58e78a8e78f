package io.atalaya.query.tenants;

import io.atalaya.query.ReadModels;

interface TenantRows extends ReadModels<TenantRow> {}
