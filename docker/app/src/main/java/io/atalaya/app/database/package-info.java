/** Where the data live: an external PostgreSQL, or a durable embedded one. */
@NullMarked
package io.atalaya.app.database;

import org.jspecify.annotations.NullMarked;
