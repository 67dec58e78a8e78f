/** What travels beside a message: positions in a log and the metadata of messages that the system sends itself. */
@NullMarked
package io.atalaya.kernel.messaging;

import org.jspecify.annotations.NullMarked;
