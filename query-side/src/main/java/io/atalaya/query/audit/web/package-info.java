/** HTTP endpoints: The audit trail, and the trace from a reading to everything that it caused. */
@NullMarked
package io.atalaya.query.audit.web;

import org.jspecify.annotations.NullMarked;
