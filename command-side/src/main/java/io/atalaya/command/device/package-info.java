/** Devices and their registration. */
@NullMarked
package io.atalaya.command.device;

import org.jspecify.annotations.NullMarked;
