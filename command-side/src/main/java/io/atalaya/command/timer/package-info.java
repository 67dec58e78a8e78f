/** Timers as aggregates keep them: set, fired and cancelled on the record. */
@NullMarked
package io.atalaya.command.timer;

import org.jspecify.annotations.NullMarked;
