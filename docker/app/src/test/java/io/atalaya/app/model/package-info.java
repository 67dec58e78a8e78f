/** Alerts, tickets and their sagas in memory, with time by hand. */
@NullMarked
package io.atalaya.app.model;

import org.jspecify.annotations.NullMarked;
