/** Assets. */
@NullMarked
package io.atalaya.command.asset;

import org.jspecify.annotations.NullMarked;
