/** The command that an upload becomes. */
@NullMarked
package io.atalaya.contract.logs.command;

import org.jspecify.annotations.NullMarked;
