package io.atalaya.query.dashboard;

import io.atalaya.kernel.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All tenants that somebody serves, at a glance.
 *
 * @param customers how many they are
 * @param cells assets of all of them
 * @param activeAlerts that are not resolved
 * @param alertsByType of these; a type without any is absent
 * @param items by customer, those with the most active alerts first
 */
public record TechnicianView(
        int customers,
        long cells,
        long devices,
        long activeAlerts,
        long openTickets,
        Map<String, Long> alertsByType,
        List<Customer> items) {

    public static TechnicianView of(List<Customer> customers) {
        Map<String, Long> byType = new TreeMap<>();
        customers.forEach(
                customer -> customer.alertsByType().forEach((type, count) -> byType.merge(type, count, Long::sum)));
        return new TechnicianView(
                customers.size(),
                customers.stream().mapToLong(Customer::cells).sum(),
                customers.stream().mapToLong(Customer::devices).sum(),
                customers.stream().mapToLong(Customer::activeAlerts).sum(),
                customers.stream().mapToLong(Customer::openTickets).sum(),
                byType,
                customers.stream()
                        .sorted(Comparator.comparingLong(Customer::activeAlerts)
                                .reversed()
                                .thenComparing(Customer::name)
                                .thenComparing(customer -> customer.tenantId().toString()))
                        .toList());
    }

    /** One of the tenants. */
    public record Customer(
            TenantId tenantId,
            String name,
            long cells,
            long devices,
            long devicesOnline,
            long activeAlerts,
            long openTickets,
            Map<String, Long> alertsByType) {}
}
