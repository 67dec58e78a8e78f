/** Endpoints that answer series. */
@NullMarked
package io.atalaya.query.series.web;

import org.jspecify.annotations.NullMarked;
