/** The kernel of a house in which everybody knows everybody. */
@NullMarked
package io.atalaya.app.architecture.samples.house.kernel;

import org.jspecify.annotations.NullMarked;
