/** The alerting of a house in which everybody knows everybody. */
@NullMarked
package io.atalaya.app.architecture.samples.house.alerting;

import org.jspecify.annotations.NullMarked;
