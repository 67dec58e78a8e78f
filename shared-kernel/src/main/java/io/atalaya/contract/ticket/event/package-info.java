/** Facts about tickets. */
@NullMarked
package io.atalaya.contract.ticket.event;

import org.jspecify.annotations.NullMarked;
