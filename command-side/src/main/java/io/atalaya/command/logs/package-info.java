/** Takes in what devices write into their own logs. */
@NullMarked
package io.atalaya.command.logs;

import org.jspecify.annotations.NullMarked;
