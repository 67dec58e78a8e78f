/** The composition root: puts the sides together into one process. Nothing depends on it. */
@NullMarked
package io.atalaya.app;

import org.jspecify.annotations.NullMarked;
