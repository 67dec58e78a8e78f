/** HTTP endpoints that change assets. */
@NullMarked
package io.atalaya.command.asset.web;

import org.jspecify.annotations.NullMarked;
