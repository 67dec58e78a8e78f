/** Service tickets. */
@NullMarked
package io.atalaya.contract.ticket;

import org.jspecify.annotations.NullMarked;
