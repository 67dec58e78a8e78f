/** Commands for accounts and API keys. */
@NullMarked
package io.atalaya.contract.identity.command;

import org.jspecify.annotations.NullMarked;
