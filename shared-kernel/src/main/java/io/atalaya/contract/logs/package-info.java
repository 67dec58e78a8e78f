/** What devices write into their own logs. */
@NullMarked
package io.atalaya.contract.logs;

import org.jspecify.annotations.NullMarked;
