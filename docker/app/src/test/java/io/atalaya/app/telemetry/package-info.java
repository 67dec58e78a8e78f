/** How telemetry comes in. */
@NullMarked
package io.atalaya.app.telemetry;

import org.jspecify.annotations.NullMarked;
