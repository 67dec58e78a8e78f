/** Who is online: follows the telemetry log, notices silence, and tells devices when they come and go. */
@NullMarked
package io.atalaya.alerting.presence;

import org.jspecify.annotations.NullMarked;
