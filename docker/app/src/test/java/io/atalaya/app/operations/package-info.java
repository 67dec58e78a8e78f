/** Tests of what platform staff do with the machinery. */
@NullMarked
package io.atalaya.app.operations;

import org.jspecify.annotations.NullMarked;
