package io.atalaya.app.architecture.samples.unmarked;

/** Its package says nothing about null, nor what it is for. */
public final class InUnmarkedPackage {}
