/** Planned work on devices. */
@NullMarked
package io.atalaya.command.maintenance;

import org.jspecify.annotations.NullMarked;
