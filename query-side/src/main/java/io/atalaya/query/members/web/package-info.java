/** Members over HTTP. */
@NullMarked
package io.atalaya.query.members.web;

import org.jspecify.annotations.NullMarked;
