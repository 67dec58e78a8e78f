/** Facts about histories themselves: who took one away, and what was found to be wrong with one. */
@NullMarked
package io.atalaya.contract.audit.event;

import org.jspecify.annotations.NullMarked;
