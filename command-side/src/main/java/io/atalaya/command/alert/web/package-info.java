/** HTTP endpoints that change alerts. */
@NullMarked
package io.atalaya.command.alert.web;

import org.jspecify.annotations.NullMarked;
