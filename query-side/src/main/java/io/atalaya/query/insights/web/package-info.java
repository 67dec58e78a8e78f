/** HTTP endpoints that read what is unusual. */
@NullMarked
package io.atalaya.query.insights.web;

import org.jspecify.annotations.NullMarked;
