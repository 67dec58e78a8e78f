/** Commands for tenants and members. */
@NullMarked
package io.atalaya.contract.tenant.command;

import org.jspecify.annotations.NullMarked;
