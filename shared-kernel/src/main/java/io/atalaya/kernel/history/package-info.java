/** What makes a tenant's history provable without trusting who keeps it: the chain, its checkpoints, seals and keys. */
@NullMarked
package io.atalaya.kernel.history;

import org.jspecify.annotations.NullMarked;
