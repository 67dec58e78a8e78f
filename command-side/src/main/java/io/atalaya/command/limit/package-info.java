/** How much anybody may ask for, and how much of that is left. */
@NullMarked
package io.atalaya.command.limit;

import org.jspecify.annotations.NullMarked;
