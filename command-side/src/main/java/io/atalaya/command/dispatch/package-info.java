/** How a command gets from the edge to its handler, and its position back. */
@NullMarked
package io.atalaya.command.dispatch;

import org.jspecify.annotations.NullMarked;
