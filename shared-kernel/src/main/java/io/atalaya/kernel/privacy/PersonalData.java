package io.atalaya.kernel.privacy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a text of an event that says something about a person: it is stored sealed under that person's key, and reads as
 * {@link Erased#MARKER} once the key is gone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface PersonalData {
    /** The component of the same event that holds the {@link io.atalaya.contract.identity.UserId} of the person. */
    String of();
}
