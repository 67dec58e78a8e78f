/** What devices have written into their own logs. */
@NullMarked
package io.atalaya.query.logs;

import org.jspecify.annotations.NullMarked;
