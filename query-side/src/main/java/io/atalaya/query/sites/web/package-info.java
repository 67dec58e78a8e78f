/** HTTP endpoints: Sites. */
@NullMarked
package io.atalaya.query.sites.web;

import org.jspecify.annotations.NullMarked;
