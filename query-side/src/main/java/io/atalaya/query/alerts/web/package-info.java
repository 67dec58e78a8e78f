/** HTTP endpoints: Alerts. */
@NullMarked
package io.atalaya.query.alerts.web;

import org.jspecify.annotations.NullMarked;
