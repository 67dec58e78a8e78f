/** The alert's life cycle. */
@NullMarked
package io.atalaya.command.alert;

import org.jspecify.annotations.NullMarked;
