/** The app of a house in which everybody knows everybody. */
@NullMarked
package io.atalaya.app.architecture.samples.house.app;

import org.jspecify.annotations.NullMarked;
