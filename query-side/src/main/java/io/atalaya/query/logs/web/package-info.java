/** HTTP endpoints that read devices' logs. */
@NullMarked
package io.atalaya.query.logs.web;

import org.jspecify.annotations.NullMarked;
