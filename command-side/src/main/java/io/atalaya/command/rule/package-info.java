/** Threshold rules. */
@NullMarked
package io.atalaya.command.rule;

import org.jspecify.annotations.NullMarked;
