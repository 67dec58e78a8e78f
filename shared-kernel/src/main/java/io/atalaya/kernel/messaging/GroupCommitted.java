package io.atalaya.kernel.messaging;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A command that may be committed together with others of its tenant that come at the same time. Its handler belongs to
 * an aggregate and writes nothing but events, so that one that is refused leaves nothing behind for the others.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GroupCommitted {}
