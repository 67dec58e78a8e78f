/** Whom a tenant wants to be told of its alerts, and when. */
@NullMarked
package io.atalaya.contract.escalation;

import org.jspecify.annotations.NullMarked;
