package io.atalaya.command.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a UUID parameter of an endpoint: the id of what the request creates. Random; but with an Idempotency-Key it follows
 * from the key, so that the same request creates the same thing even if the server died before it could keep the answer.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface NewId {}
