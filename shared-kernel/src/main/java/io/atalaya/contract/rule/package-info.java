/** Threshold rules. */
@NullMarked
package io.atalaya.contract.rule;

import org.jspecify.annotations.NullMarked;
