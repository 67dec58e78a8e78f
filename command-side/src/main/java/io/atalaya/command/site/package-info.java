/** Sites. */
@NullMarked
package io.atalaya.command.site;

import org.jspecify.annotations.NullMarked;
