/** Erasing people: what is left of them where, and that the history stays proved. */
@NullMarked
package io.atalaya.app.privacy;

import org.jspecify.annotations.NullMarked;
