/** HTTP endpoints that devices report to. */
@NullMarked
package io.atalaya.command.telemetry.web;

import org.jspecify.annotations.NullMarked;
