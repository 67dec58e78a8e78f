/** Tests of how the logs are followed. */
@NullMarked
package io.atalaya.app.axon;

import org.jspecify.annotations.NullMarked;
