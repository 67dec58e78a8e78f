/** What is usual for a metric, and how far from it something is; sturdy against the outliers that it is to find. */
@NullMarked
package io.atalaya.query.baseline;

import org.jspecify.annotations.NullMarked;
