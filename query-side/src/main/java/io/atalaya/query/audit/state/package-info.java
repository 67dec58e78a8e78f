/** How things were at any moment, folded out of the events up to then, and what has changed between two moments. */
@NullMarked
package io.atalaya.query.audit.state;

import org.jspecify.annotations.NullMarked;
