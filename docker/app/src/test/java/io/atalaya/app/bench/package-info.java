/** The benchmark: drives the packed application over its own protocols and sets each figure beside its limit. */
@NullMarked
package io.atalaya.app.bench;

import org.jspecify.annotations.NullMarked;
