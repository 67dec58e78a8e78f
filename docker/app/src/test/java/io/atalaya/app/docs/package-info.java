/** What Atalaya says about itself, held against what it does: the event catalogue and the OpenAPI document. */
@NullMarked
package io.atalaya.app.docs;

import org.jspecify.annotations.NullMarked;
