/** HTTP endpoints that read how well devices and assets are. */
@NullMarked
package io.atalaya.query.health.web;

import org.jspecify.annotations.NullMarked;
