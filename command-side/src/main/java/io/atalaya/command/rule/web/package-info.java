/** HTTP endpoints that change rules. */
@NullMarked
package io.atalaya.command.rule.web;

import org.jspecify.annotations.NullMarked;
