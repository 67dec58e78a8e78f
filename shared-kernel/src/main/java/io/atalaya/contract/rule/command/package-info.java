/** Commands for rules. */
@NullMarked
package io.atalaya.contract.rule.command;

import org.jspecify.annotations.NullMarked;
