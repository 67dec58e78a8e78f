package io.atalaya.kernel.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A command or query about the tenant as a whole. Members who are limited to sites may not send it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TenantWide {
    /** For queries: limited members may ask it too, since the answer tells nothing of any site. */
    boolean openToAll() default false;
}
