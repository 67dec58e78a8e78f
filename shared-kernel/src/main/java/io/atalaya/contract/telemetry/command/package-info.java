/** The command that every report becomes. */
@NullMarked
package io.atalaya.contract.telemetry.command;

import org.jspecify.annotations.NullMarked;
