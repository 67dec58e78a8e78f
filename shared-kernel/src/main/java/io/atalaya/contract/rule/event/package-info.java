/** Facts about rules. */
@NullMarked
package io.atalaya.contract.rule.event;

import org.jspecify.annotations.NullMarked;
