/** Who the members of a tenant are, with names and addresses as the accounts have them now. */
@NullMarked
package io.atalaya.query.members;

import org.jspecify.annotations.NullMarked;
