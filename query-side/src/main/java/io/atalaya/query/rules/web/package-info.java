/** HTTP endpoints: Threshold rules. */
@NullMarked
package io.atalaya.query.rules.web;

import org.jspecify.annotations.NullMarked;
