/** What exists, by tenant, so that a command that names something else can be refused at once. */
@NullMarked
package io.atalaya.command.directory;

import org.jspecify.annotations.NullMarked;
