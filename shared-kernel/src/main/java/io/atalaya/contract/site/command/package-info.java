/** Commands for sites. */
@NullMarked
package io.atalaya.contract.site.command;

import org.jspecify.annotations.NullMarked;
