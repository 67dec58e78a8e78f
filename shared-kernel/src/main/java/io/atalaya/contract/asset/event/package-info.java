/** Facts about assets. */
@NullMarked
package io.atalaya.contract.asset.event;

import org.jspecify.annotations.NullMarked;
