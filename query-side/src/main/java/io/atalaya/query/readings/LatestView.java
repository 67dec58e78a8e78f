package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import java.util.List;

/** The newest value of each metric of a device. */
public record LatestView(DeviceId deviceId, List<ReadingView> items) {}
