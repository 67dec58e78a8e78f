/** Assets. */
@NullMarked
package io.atalaya.query.assets;

import org.jspecify.annotations.NullMarked;
