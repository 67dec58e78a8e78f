/** What devices say, each in its own dialect, translated into readings. Knows no HTTP, so that any way in can use it. */
@NullMarked
package io.atalaya.command.telemetry.dialect;

import org.jspecify.annotations.NullMarked;
