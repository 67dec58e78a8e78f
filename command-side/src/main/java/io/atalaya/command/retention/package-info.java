/** Retention: how long each tenant's readings are kept, and that what is older goes. */
@NullMarked
package io.atalaya.command.retention;

import org.jspecify.annotations.NullMarked;
