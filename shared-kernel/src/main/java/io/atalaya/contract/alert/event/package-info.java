/** Facts about alerts. */
@NullMarked
package io.atalaya.contract.alert.event;

import org.jspecify.annotations.NullMarked;
