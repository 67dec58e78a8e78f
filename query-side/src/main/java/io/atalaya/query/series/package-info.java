/** Readings summed up over spans of time, for charts and statistics. */
@NullMarked
package io.atalaya.query.series;

import org.jspecify.annotations.NullMarked;
