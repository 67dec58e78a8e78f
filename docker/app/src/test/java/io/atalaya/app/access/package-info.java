/** Who may do what, as seen from outside. */
@NullMarked
package io.atalaya.app.access;

import org.jspecify.annotations.NullMarked;
