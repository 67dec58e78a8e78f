/** HTTP endpoints that change sites. */
@NullMarked
package io.atalaya.command.site.web;

import org.jspecify.annotations.NullMarked;
