/** How well devices and assets are, from 0 to 100, and why. */
@NullMarked
package io.atalaya.query.health;

import org.jspecify.annotations.NullMarked;
