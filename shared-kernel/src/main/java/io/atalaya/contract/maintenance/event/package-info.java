/** Facts about maintenance. */
@NullMarked
package io.atalaya.contract.maintenance.event;

import org.jspecify.annotations.NullMarked;
