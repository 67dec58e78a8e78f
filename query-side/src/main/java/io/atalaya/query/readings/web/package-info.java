/** HTTP endpoints: Readings: raw history and latest values. */
@NullMarked
package io.atalaya.query.readings.web;

import org.jspecify.annotations.NullMarked;
