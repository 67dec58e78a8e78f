/** Facts about sites. */
@NullMarked
package io.atalaya.contract.site.event;

import org.jspecify.annotations.NullMarked;
