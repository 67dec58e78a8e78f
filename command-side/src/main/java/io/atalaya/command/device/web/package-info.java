/** HTTP endpoints that change devices. */
@NullMarked
package io.atalaya.command.device.web;

import org.jspecify.annotations.NullMarked;
