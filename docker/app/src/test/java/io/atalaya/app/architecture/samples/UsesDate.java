package io.atalaya.app.architecture.samples;

import java.util.Date;

/** Mutable time. */
@SuppressWarnings("JavaUtilDate")
public abstract class UsesDate {
    abstract Date date();
}
