package io.atalaya.app.architecture.samples.house.app;

/** What nobody but the composition root itself may know. */
public record AppMeddler() {}
