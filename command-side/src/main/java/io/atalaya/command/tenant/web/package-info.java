/** HTTP endpoints that change tenants. */
@NullMarked
package io.atalaya.command.tenant.web;

import org.jspecify.annotations.NullMarked;
