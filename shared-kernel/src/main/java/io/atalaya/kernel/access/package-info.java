/** Who may do what: roles, permissions and the one table that joins them. */
@NullMarked
package io.atalaya.kernel.access;

import org.jspecify.annotations.NullMarked;
