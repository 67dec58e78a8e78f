/** What a rule would have raised by what was recorded. */
@NullMarked
package io.atalaya.query.rules.whatif;

import org.jspecify.annotations.NullMarked;
