/** The one fact of the telemetry log. */
@NullMarked
package io.atalaya.contract.telemetry.event;

import org.jspecify.annotations.NullMarked;
