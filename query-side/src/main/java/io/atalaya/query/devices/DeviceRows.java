package io.atalaya.query.devices;

import io.atalaya.query.ReadModels;

interface DeviceRows extends ReadModels<DeviceRow> {}
