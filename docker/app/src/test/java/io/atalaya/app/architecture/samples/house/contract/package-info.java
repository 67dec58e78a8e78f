/** The contract of a house in which everybody knows everybody. */
@NullMarked
package io.atalaya.app.architecture.samples.house.contract;

import org.jspecify.annotations.NullMarked;
