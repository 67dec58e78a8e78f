/** Log in, refresh, log out, me. */
@NullMarked
package io.atalaya.command.identity.web;

import org.jspecify.annotations.NullMarked;
