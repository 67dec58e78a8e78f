package io.atalaya.contract.notification;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mailboxes. Members get what stands on their sites only.
 *
 * @param addresses mailboxes whose owners need not be members, at most {@link #MAX_ADDRESSES}
 * @param roles all members in these roles
 * @param concerned whoever the event itself is for
 */
public record EmailTarget(List<String> addresses, Set<Role> roles, boolean concerned) implements ChannelTarget {
    public static final int MAX_ADDRESSES = 20;
    private static final int MAX_LENGTH = 254;
    /** Neither a list, nor a name beside the address, nor anything that could end a header. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

    public EmailTarget {
        addresses = addresses.stream()
                .map(address -> address.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (addresses.size() > MAX_ADDRESSES) {
            throw invalid("addresses", "must be at most " + MAX_ADDRESSES);
        }
        for (String address : addresses) {
            if (address.length() > MAX_LENGTH || !ADDRESS.matcher(address).matches()) {
                throw invalid("addresses", "must be e-mail addresses, such as kitchen@example.com");
            }
        }
        if (addresses.isEmpty() && roles.isEmpty() && !concerned) {
            throw invalid("addresses", "must name somebody, unless roles or concerned do");
        }
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }

    @Override
    public String shown() {
        List<String> parts = new ArrayList<>();
        if (!addresses.isEmpty()) {
            parts.add(addresses.size() == 1 ? "1 address" : addresses.size() + " addresses");
        }
        if (!roles.isEmpty()) {
            parts.add("members: " + roles.stream().map(Role::name).collect(Collectors.joining(", ")));
        }
        if (concerned) {
            parts.add("those concerned");
        }
        return String.join("; ", parts);
    }

    @Override
    public String toString() {
        return "EmailTarget[" + shown() + "]";
    }

    private static Rejection invalid(String field, String message) {
        return Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, message);
    }
}
