/** What platform staff do with the machinery: read models that are built anew, events that were put aside. */
@NullMarked
package io.atalaya.contract.operation;

import org.jspecify.annotations.NullMarked;
