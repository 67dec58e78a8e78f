/** Assets: the equipment that devices watch. */
@NullMarked
package io.atalaya.contract.asset;

import org.jspecify.annotations.NullMarked;
