/** Trying a rule on readings of the past, by the evaluation that judges those of the present. */
@NullMarked
package io.atalaya.contract.rule.trial;

import org.jspecify.annotations.NullMarked;
