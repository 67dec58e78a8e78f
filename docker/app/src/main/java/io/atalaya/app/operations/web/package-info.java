/** Endpoints of platform staff. */
@NullMarked
package io.atalaya.app.operations.web;

import org.jspecify.annotations.NullMarked;
