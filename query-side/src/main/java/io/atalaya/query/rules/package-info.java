/** Threshold rules. */
@NullMarked
package io.atalaya.query.rules;

import org.jspecify.annotations.NullMarked;
