/** Moments at which something happens by itself unless it is cancelled before. */
@NullMarked
package io.atalaya.contract.timer;

import org.jspecify.annotations.NullMarked;
