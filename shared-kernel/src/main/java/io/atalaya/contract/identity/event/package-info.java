/** Facts about accounts and API keys; never a secret, and what is personal sealed. */
@NullMarked
package io.atalaya.contract.identity.event;

import org.jspecify.annotations.NullMarked;
