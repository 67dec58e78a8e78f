/** Commands for maintenance. */
@NullMarked
package io.atalaya.contract.maintenance.command;

import org.jspecify.annotations.NullMarked;
