/** How fast a tenant's tickets are to be served, and what working time is. */
@NullMarked
package io.atalaya.contract.servicelevel;

import org.jspecify.annotations.NullMarked;
