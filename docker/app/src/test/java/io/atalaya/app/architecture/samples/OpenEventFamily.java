package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.DomainEvent;

/** A family that anybody may join, so that no switch over it is complete. */
public interface OpenEventFamily extends DomainEvent {}
