/** The audit trail, the proof of a tenant's history and travelling through it, over HTTP. */
@NullMarked
package io.atalaya.app.audit;

import org.jspecify.annotations.NullMarked;
