/** HTTP endpoints that change tickets. */
@NullMarked
package io.atalaya.command.ticket.web;

import org.jspecify.annotations.NullMarked;
