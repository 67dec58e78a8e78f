package io.atalaya.query.sites;

import io.atalaya.query.ReadModels;

interface SiteRows extends ReadModels<SiteRow> {}
