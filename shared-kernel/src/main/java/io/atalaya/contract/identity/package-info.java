/** Accounts and API keys, as other parts may know them. */
@NullMarked
package io.atalaya.contract.identity;

import org.jspecify.annotations.NullMarked;
