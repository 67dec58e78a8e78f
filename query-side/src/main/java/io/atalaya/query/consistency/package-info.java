/** Waiting for a read model to have seen a change that the client has just made. */
@NullMarked
package io.atalaya.query.consistency;

import org.jspecify.annotations.NullMarked;
