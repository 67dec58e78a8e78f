/** Commands for devices. */
@NullMarked
package io.atalaya.contract.device.command;

import org.jspecify.annotations.NullMarked;
