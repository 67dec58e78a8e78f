/** The alert saga: keeps alerts' timers, and opens their tickets. */
@NullMarked
package io.atalaya.alerting.escalation;

import org.jspecify.annotations.NullMarked;
