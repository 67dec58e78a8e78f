/** Facts about devices. */
@NullMarked
package io.atalaya.contract.device.event;

import org.jspecify.annotations.NullMarked;
