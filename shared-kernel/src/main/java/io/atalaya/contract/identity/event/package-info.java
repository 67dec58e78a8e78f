/** Facts about accounts and API keys; never a secret, never an address. */
@NullMarked
package io.atalaya.contract.identity.event;

import org.jspecify.annotations.NullMarked;
