/** The command of a house in which everybody knows everybody. */
@NullMarked
package io.atalaya.app.architecture.samples.house.command;

import org.jspecify.annotations.NullMarked;
