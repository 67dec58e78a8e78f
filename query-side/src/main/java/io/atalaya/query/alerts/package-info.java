/** Alerts. */
@NullMarked
package io.atalaya.query.alerts;

import org.jspecify.annotations.NullMarked;
