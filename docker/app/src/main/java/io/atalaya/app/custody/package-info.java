/** Keeps the key that history is sealed and signed with, and the keys of people. */
@NullMarked
package io.atalaya.app.custody;

import org.jspecify.annotations.NullMarked;
