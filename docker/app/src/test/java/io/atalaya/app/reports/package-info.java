/** Tests of the short way of reports. */
@NullMarked
package io.atalaya.app.reports;

import org.jspecify.annotations.NullMarked;
