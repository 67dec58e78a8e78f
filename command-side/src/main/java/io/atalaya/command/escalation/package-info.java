/** Whom each tenant wants to be told of its alerts, and when. */
@NullMarked
package io.atalaya.command.escalation;

import org.jspecify.annotations.NullMarked;
