/** People whom an external OpenID Connect issuer vouches for: its keys, its tokens, and what they claim. */
@NullMarked
package io.atalaya.command.identity.oidc;

import org.jspecify.annotations.NullMarked;
