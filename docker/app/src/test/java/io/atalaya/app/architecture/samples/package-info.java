/** Classes that break one rule each. Abstract where they carry Spring's annotations, so that no test's scan finds them. */
@NullMarked
package io.atalaya.app.architecture.samples;

import org.jspecify.annotations.NullMarked;
