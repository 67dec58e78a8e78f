/** What all HTTP endpoints have in common: callers, problem details, limits, positions. */
@NullMarked
package io.atalaya.app.edge;

import org.jspecify.annotations.NullMarked;
