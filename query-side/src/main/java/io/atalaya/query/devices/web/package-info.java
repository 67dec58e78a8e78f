/** HTTP endpoints: Devices and whether they are online. */
@NullMarked
package io.atalaya.query.devices.web;

import org.jspecify.annotations.NullMarked;
