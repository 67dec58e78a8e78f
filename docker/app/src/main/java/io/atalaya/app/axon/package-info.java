/** Axon, set up by hand: two logs on PostgreSQL, tokens, sagas, deadlines, processors; nothing left to silent defaults. */
@NullMarked
package io.atalaya.app.axon;

import org.jspecify.annotations.NullMarked;
