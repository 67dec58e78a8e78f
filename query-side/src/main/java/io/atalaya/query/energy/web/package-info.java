/** HTTP endpoints that read what devices use. */
@NullMarked
package io.atalaya.query.energy.web;

import org.jspecify.annotations.NullMarked;
