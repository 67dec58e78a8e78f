/** What stands in events about people, sealed under a key per person, so that a person can be erased from a log that is never changed. */
@NullMarked
package io.atalaya.kernel.privacy;

import org.jspecify.annotations.NullMarked;
