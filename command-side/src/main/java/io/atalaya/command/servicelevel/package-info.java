/** How fast each tenant's tickets are to be served. */
@NullMarked
package io.atalaya.command.servicelevel;

import org.jspecify.annotations.NullMarked;
