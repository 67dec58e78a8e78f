/** Commands for assets. */
@NullMarked
package io.atalaya.contract.asset.command;

import org.jspecify.annotations.NullMarked;
