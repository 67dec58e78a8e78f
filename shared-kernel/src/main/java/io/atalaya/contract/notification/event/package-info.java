/** Facts about notification channels and about what was told to whom. */
@NullMarked
package io.atalaya.contract.notification.event;

import org.jspecify.annotations.NullMarked;
