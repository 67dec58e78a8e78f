/** Commands for alerts. */
@NullMarked
package io.atalaya.contract.alert.command;

import org.jspecify.annotations.NullMarked;
