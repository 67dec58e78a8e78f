/** Devices in the field. */
@NullMarked
package io.atalaya.contract.device;

import org.jspecify.annotations.NullMarked;
