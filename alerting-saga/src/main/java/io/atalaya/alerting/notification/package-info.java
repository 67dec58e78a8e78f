/** Telling people: follows the log, keeps the ledger of who is told what, and delivers. */
@NullMarked
package io.atalaya.alerting.notification;

import org.jspecify.annotations.NullMarked;
