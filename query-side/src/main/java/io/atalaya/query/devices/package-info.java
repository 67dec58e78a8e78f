/** Devices and whether they are online. */
@NullMarked
package io.atalaya.query.devices;

import org.jspecify.annotations.NullMarked;
