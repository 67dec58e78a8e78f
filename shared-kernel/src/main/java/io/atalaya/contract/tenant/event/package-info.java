/** Facts about tenants and members. */
@NullMarked
package io.atalaya.contract.tenant.event;

import org.jspecify.annotations.NullMarked;
