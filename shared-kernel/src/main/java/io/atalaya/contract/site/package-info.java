/** Sites: the places that devices stand in. */
@NullMarked
package io.atalaya.contract.site;

import org.jspecify.annotations.NullMarked;
