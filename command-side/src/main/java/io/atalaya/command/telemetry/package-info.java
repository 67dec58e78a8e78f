/** Ingestion: reports become events in the telemetry log, many in one transaction. */
@NullMarked
package io.atalaya.command.telemetry;

import org.jspecify.annotations.NullMarked;
