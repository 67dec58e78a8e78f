/** What platform staff can see of processors and do about them: rebuilds of read models, and dead letters. */
@NullMarked
package io.atalaya.app.operations;

import org.jspecify.annotations.NullMarked;
