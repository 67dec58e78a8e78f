/** HTTP endpoints that change service levels. */
@NullMarked
package io.atalaya.command.servicelevel.web;

import org.jspecify.annotations.NullMarked;
