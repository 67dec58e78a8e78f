/** Turns stored facts about rules into their present form. */
@NullMarked
package io.atalaya.contract.rule.event.upcast;

import org.jspecify.annotations.NullMarked;
