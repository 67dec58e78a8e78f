/** Readings and the reports that they come in. */
@NullMarked
package io.atalaya.contract.telemetry;

import org.jspecify.annotations.NullMarked;
