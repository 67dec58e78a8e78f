/** HTTP endpoints: Tenants, as platform staff see them. */
@NullMarked
package io.atalaya.query.tenants.web;

import org.jspecify.annotations.NullMarked;
