/** What people see at a glance, over HTTP: health, dashboards, analytics and insights. */
@NullMarked
package io.atalaya.app.dashboard;

import org.jspecify.annotations.NullMarked;
