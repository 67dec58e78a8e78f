package io.atalaya.query.assets;

import io.atalaya.query.ReadModels;

interface AssetRows extends ReadModels<AssetRow> {}
