/** The command line that checks evidence, without a server, a database or a network. */
@NullMarked
package io.atalaya.app.evidence;

import org.jspecify.annotations.NullMarked;
