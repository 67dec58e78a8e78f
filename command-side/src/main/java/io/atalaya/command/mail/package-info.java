/** Mail that Atalaya sends to people. */
@NullMarked
package io.atalaya.command.mail;

import org.jspecify.annotations.NullMarked;
