/** Each tenant's history as a chain of hashes: following the log, signing checkpoints, finding what was tampered with. */
@NullMarked
package io.atalaya.query.audit.chain;

import org.jspecify.annotations.NullMarked;
