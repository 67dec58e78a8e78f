/** Commands for accounts. */
@NullMarked
package io.atalaya.contract.identity.command;

import org.jspecify.annotations.NullMarked;
