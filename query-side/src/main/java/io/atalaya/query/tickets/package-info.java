/** Tickets. */
@NullMarked
package io.atalaya.query.tickets;

import org.jspecify.annotations.NullMarked;
