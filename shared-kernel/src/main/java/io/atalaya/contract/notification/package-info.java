/** Notifications: who is told what, and by which channel. */
@NullMarked
package io.atalaya.contract.notification;

import org.jspecify.annotations.NullMarked;
