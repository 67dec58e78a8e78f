/** What happens by itself: readings become alerts, and alerts that nobody handles become tickets. */
@NullMarked
package io.atalaya.alerting;

import org.jspecify.annotations.NullMarked;
