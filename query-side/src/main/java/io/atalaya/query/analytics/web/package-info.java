/** HTTP endpoints that read a tenant's past in figures. */
@NullMarked
package io.atalaya.query.analytics.web;

import org.jspecify.annotations.NullMarked;
