/** Where Atalaya connects to because a tenant says so, and where it must not. */
@NullMarked
package io.atalaya.kernel.outbound;

import org.jspecify.annotations.NullMarked;
