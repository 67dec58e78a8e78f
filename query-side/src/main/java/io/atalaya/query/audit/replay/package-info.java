/** Streams a tenant's history in order: what was decided and, on request, what devices reported. */
@NullMarked
package io.atalaya.query.audit.replay;

import org.jspecify.annotations.NullMarked;
