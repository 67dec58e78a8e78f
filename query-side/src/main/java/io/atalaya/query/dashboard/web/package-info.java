/** HTTP endpoints of the dashboards. */
@NullMarked
package io.atalaya.query.dashboard.web;

import org.jspecify.annotations.NullMarked;
