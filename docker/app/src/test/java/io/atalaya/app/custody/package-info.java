/** Who keeps the key of the history. */
@NullMarked
package io.atalaya.app.custody;

import org.jspecify.annotations.NullMarked;
