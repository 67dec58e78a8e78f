/** The paths of firmware that cannot be changed, each with the answer that it expects. */
@NullMarked
package io.atalaya.command.telemetry.dialect.web;

import org.jspecify.annotations.NullMarked;
