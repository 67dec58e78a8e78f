/** Commands for notification channels and notifications. */
@NullMarked
package io.atalaya.contract.notification.command;

import org.jspecify.annotations.NullMarked;
