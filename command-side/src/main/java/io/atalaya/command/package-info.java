/** The side that decides: commands come in, aggregates accept or refuse them, events come out. */
@NullMarked
package io.atalaya.command;

import org.jspecify.annotations.NullMarked;
