/** Commands for tickets. */
@NullMarked
package io.atalaya.contract.ticket.command;

import org.jspecify.annotations.NullMarked;
