/** Work on devices that is planned, so that their alerts meanwhile surprise nobody. */
@NullMarked
package io.atalaya.contract.maintenance;

import org.jspecify.annotations.NullMarked;
