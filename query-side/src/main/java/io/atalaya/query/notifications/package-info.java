/** Who was told what, and which channels there are. */
@NullMarked
package io.atalaya.query.notifications;

import org.jspecify.annotations.NullMarked;
