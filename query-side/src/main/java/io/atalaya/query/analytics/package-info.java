/** A tenant's past in figures. */
@NullMarked
package io.atalaya.query.analytics;

import org.jspecify.annotations.NullMarked;
