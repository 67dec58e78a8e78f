package io.atalaya.command.dispatch;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How aggregates are brought back.
 *
 * @param inMemory how many a node keeps in memory, unless that runs short, so that only what has happened since is read; 0 for none
 */
public record AggregateSettings(@DefaultValue("5000") int inMemory) {
    public AggregateSettings {
        if (inMemory < 0) {
            throw new IllegalArgumentException("atalaya.aggregates.in-memory must not be negative: " + inMemory);
        }
    }
}
