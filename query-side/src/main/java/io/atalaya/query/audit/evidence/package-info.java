/** Evidence packs: a tenant's events with all that is needed to check them elsewhere. */
@NullMarked
package io.atalaya.query.audit.evidence;

import org.jspecify.annotations.NullMarked;
