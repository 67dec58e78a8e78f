/** HTTP endpoints: Tickets. */
@NullMarked
package io.atalaya.query.tickets.web;

import org.jspecify.annotations.NullMarked;
