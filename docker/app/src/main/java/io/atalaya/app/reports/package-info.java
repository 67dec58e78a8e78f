/** The short way of devices' reports through the HTTP edge. */
@NullMarked
package io.atalaya.app.reports;

import org.jspecify.annotations.NullMarked;
