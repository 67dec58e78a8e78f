/** Keeps the key that history is sealed and signed with. */
@NullMarked
package io.atalaya.app.custody;

import org.jspecify.annotations.NullMarked;
