/** Planned work on devices. */
@NullMarked
package io.atalaya.query.maintenance;

import org.jspecify.annotations.NullMarked;
