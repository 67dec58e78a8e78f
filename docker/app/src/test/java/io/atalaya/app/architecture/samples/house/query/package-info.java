/** The query of a house in which everybody knows everybody. */
@NullMarked
package io.atalaya.app.architecture.samples.house.query;

import org.jspecify.annotations.NullMarked;
