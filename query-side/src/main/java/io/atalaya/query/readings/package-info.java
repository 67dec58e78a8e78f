/** Readings: raw history and latest values. */
@NullMarked
package io.atalaya.query.readings;

import org.jspecify.annotations.NullMarked;
