/** The ticket's life cycle. */
@NullMarked
package io.atalaya.command.ticket;

import org.jspecify.annotations.NullMarked;
