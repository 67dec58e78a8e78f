/** HTTP endpoints that plan and cancel maintenance. */
@NullMarked
package io.atalaya.command.maintenance.web;

import org.jspecify.annotations.NullMarked;
