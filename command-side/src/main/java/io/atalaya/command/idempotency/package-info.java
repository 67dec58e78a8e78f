/** Mutations that may be repeated safely: the first answer is kept for a day under the client's key. */
@NullMarked
package io.atalaya.command.idempotency;

import org.jspecify.annotations.NullMarked;
