/** HTTP endpoints that read notifications and their channels. */
@NullMarked
package io.atalaya.query.notifications.web;

import org.jspecify.annotations.NullMarked;
