/** Facts about timers, so that the log says why something happened by itself, or did not. */
@NullMarked
package io.atalaya.contract.timer.event;

import org.jspecify.annotations.NullMarked;
