/** Which API keys a tenant has; never their secrets. */
@NullMarked
package io.atalaya.query.apikeys;

import org.jspecify.annotations.NullMarked;
