/** What an image's build has the application do once, so that Java knows from its first second what is worth compiling. */
@NullMarked
package io.atalaya.app.rehearsal;

import org.jspecify.annotations.NullMarked;
