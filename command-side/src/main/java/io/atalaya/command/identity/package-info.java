/** Accounts, passwords, tokens and API keys. Secrets live here, hashed, and never in events. */
@NullMarked
package io.atalaya.command.identity;

import org.jspecify.annotations.NullMarked;
