/** The first start: an administrator, and the demo data. */
@NullMarked
package io.atalaya.app.setup;

import org.jspecify.annotations.NullMarked;
