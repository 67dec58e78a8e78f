/** What is unusual about a device, and why that can be said. */
@NullMarked
package io.atalaya.query.insights;

import org.jspecify.annotations.NullMarked;
