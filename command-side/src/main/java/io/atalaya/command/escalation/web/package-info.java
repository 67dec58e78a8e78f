/** HTTP endpoints that change escalation policies. */
@NullMarked
package io.atalaya.command.escalation.web;

import org.jspecify.annotations.NullMarked;
