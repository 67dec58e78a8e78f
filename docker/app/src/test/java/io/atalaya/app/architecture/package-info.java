/** The rules of the house, held against the compiled classes; each proven by a sample that breaks it. */
@NullMarked
package io.atalaya.app.architecture;

import org.jspecify.annotations.NullMarked;
