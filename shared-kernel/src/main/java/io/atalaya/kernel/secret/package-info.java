/** Secrets that Atalaya must be able to read again, and therefore cannot hash. */
@NullMarked
package io.atalaya.kernel.secret;

import org.jspecify.annotations.NullMarked;
