/** The words that every part of Atalaya speaks: tenant, actor, command, rejection, and the keys of message metadata. */
@NullMarked
package io.atalaya.kernel;

import org.jspecify.annotations.NullMarked;
