/** HTTP endpoints: Assets. */
@NullMarked
package io.atalaya.query.assets.web;

import org.jspecify.annotations.NullMarked;
