/** Tenants, as platform staff see them. */
@NullMarked
package io.atalaya.query.tenants;

import org.jspecify.annotations.NullMarked;
