/** Tenants and members. */
@NullMarked
package io.atalaya.command.tenant;

import org.jspecify.annotations.NullMarked;
