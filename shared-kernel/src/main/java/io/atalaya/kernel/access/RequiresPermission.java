package io.atalaya.kernel.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a command or query needs. Checked where messages enter the buses, so that no way in can slip by.
 * A message type without this annotation is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RequiresPermission {
    /** Meaningless if {@link #systemOnly()}. */
    Permission value() default Permission.MANAGE_TENANTS;

    /** Only Atalaya itself (a saga, the evaluator, start-up) may send it. */
    boolean systemOnly() default false;
}
