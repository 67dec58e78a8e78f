/** What is cleaned up from time to time, by one node for all. */
@NullMarked
package io.atalaya.app.housekeeping;

import org.jspecify.annotations.NullMarked;
