/** HTTP endpoints: API keys. */
@NullMarked
package io.atalaya.query.apikeys.web;

import org.jspecify.annotations.NullMarked;
