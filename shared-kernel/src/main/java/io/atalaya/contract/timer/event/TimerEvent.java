package io.atalaya.contract.timer.event;

import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.kernel.DomainEvent;
import java.util.UUID;

/**
 * What can happen to a timer. It is known by its subject, its name there, and its generation: a subject gives each timer
 * that it sets a higher one, so that a timer which was cancelled or set anew can never be taken for the present one.
 */
public sealed interface TimerEvent extends DomainEvent permits TimerSet, TimerFired, TimerCancelled {
    TimerSubject subject();

    UUID subjectId();

    String timer();

    int generation();
}
