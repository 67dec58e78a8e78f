/** HTTP endpoints: planned maintenance. */
@NullMarked
package io.atalaya.query.maintenance.web;

import org.jspecify.annotations.NullMarked;
