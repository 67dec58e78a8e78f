/** Who gets in: access tokens and API keys. */
@NullMarked
package io.atalaya.app.security;

import org.jspecify.annotations.NullMarked;
