/** Tenants and their members. */
@NullMarked
package io.atalaya.contract.tenant;

import org.jspecify.annotations.NullMarked;
