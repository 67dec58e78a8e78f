/** What explains alerts: gateways that are offline, and maintenance. */
@NullMarked
package io.atalaya.alerting.suppression;

import org.jspecify.annotations.NullMarked;
