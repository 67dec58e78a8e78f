/** The audit trail as a subject of its own record. */
@NullMarked
package io.atalaya.contract.audit;

import org.jspecify.annotations.NullMarked;
