/** Commands of platform staff about processors and dead letters. */
@NullMarked
package io.atalaya.contract.operation.command;

import org.jspecify.annotations.NullMarked;
