/** The alert saga: an alert that is not resolved in time escalates and opens a ticket. */
@NullMarked
package io.atalaya.alerting.escalation;

import org.jspecify.annotations.NullMarked;
