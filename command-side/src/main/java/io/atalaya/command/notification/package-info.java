/** Notification channels: what tenants' people want to be told, and by which way. */
@NullMarked
package io.atalaya.command.notification;

import org.jspecify.annotations.NullMarked;
