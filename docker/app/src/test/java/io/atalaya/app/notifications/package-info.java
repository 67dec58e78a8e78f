/** Notifications, as a whole. */
@NullMarked
package io.atalaya.app.notifications;

import org.jspecify.annotations.NullMarked;
