/** What devices use, added up from the power that they report. */
@NullMarked
package io.atalaya.query.energy;

import org.jspecify.annotations.NullMarked;
