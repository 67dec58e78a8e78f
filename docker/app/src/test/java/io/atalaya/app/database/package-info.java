/** What PostgreSQL itself holds, whatever the application asks of it. */
@NullMarked
package io.atalaya.app.database;

import org.jspecify.annotations.NullMarked;
