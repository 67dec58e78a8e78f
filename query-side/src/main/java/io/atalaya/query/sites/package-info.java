/** Sites. */
@NullMarked
package io.atalaya.query.sites;

import org.jspecify.annotations.NullMarked;
