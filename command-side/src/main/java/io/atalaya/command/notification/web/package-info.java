/** HTTP endpoints that change notification channels, and try notifications again. */
@NullMarked
package io.atalaya.command.notification.web;

import org.jspecify.annotations.NullMarked;
