/** What people see at a glance. */
@NullMarked
package io.atalaya.query.dashboard;

import org.jspecify.annotations.NullMarked;
