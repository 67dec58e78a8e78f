package io.atalaya.command.servicelevel;

import io.atalaya.contract.servicelevel.ServiceLevels;

/**
 * Service levels as they were agreed at some time.
 *
 * @param version within the tenant; 0 for the platform's standard
 */
public record ServiceTerms(int version, ServiceLevels levels) {
    public static final ServiceTerms STANDARD = new ServiceTerms(0, ServiceLevels.STANDARD);
}
