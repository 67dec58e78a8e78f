/** What platform staff have done about processors and dead letters. */
@NullMarked
package io.atalaya.contract.operation.event;

import org.jspecify.annotations.NullMarked;
