/** The one JSON mapper that writes events, metadata, tokens and sagas. */
@NullMarked
package io.atalaya.kernel.json;

import org.jspecify.annotations.NullMarked;
