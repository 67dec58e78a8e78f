/** Readings times rules: follows the telemetry log, keeps a condition for each rule and device, and sends alert commands. */
@NullMarked
package io.atalaya.alerting.evaluation;

import org.jspecify.annotations.NullMarked;
