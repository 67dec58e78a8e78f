/** HTTP endpoints that take rules as they are changed and answer what is read. */
@NullMarked
package io.atalaya.app.rules.web;

import org.jspecify.annotations.NullMarked;
