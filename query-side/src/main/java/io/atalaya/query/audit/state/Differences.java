package io.atalaya.query.audit.state;

import io.atalaya.query.audit.state.StateComparison.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What has changed between two states. */
final class Differences {
    private Differences() {}

    /** By path, in order. Lists are compared as a whole. */
    static List<Change> between(Map<String, ?> before, Map<String, ?> after) {
        List<Change> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(String prefix, Map<?, ?> before, Map<?, ?> after, List<Change> found) {
        TreeSet<String> names = new TreeSet<>();
        before.keySet().forEach(name -> names.add(name.toString()));
        after.keySet().forEach(name -> names.add(name.toString()));
        for (String name : names) {
            Object was = before.get(name);
            Object is = after.get(name);
            if (was instanceof Map<?, ?> earlier && is instanceof Map<?, ?> later) {
                compare(prefix + name + ".", earlier, later, found);
            } else if (!Objects.equals(was, is)) {
                found.add(new Change(prefix + name, was, is));
            }
        }
    }
}
