/** The side that answers: projections follow the logs and fill read models, queries read them. */
@NullMarked
package io.atalaya.query;

import org.jspecify.annotations.NullMarked;
