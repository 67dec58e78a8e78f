/** Assets and devices over HTTP: how they change and go, and what follows them. */
@NullMarked
package io.atalaya.app.inventory;

import org.jspecify.annotations.NullMarked;
