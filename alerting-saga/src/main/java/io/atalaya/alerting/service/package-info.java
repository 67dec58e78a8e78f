/** The ticket saga: keeps tickets' timers, and lets tickets and their alerts know of each other. */
@NullMarked
package io.atalaya.alerting.service;

import org.jspecify.annotations.NullMarked;
