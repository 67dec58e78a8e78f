/** Where devices upload their logs. */
@NullMarked
package io.atalaya.command.logs.web;

import org.jspecify.annotations.NullMarked;
