/** HTTP endpoints of accounts and sessions: register, log in, refresh, log out, me, passwords. */
@NullMarked
package io.atalaya.command.identity.web;

import org.jspecify.annotations.NullMarked;
