/** Alerts: their severity and life cycle. */
@NullMarked
package io.atalaya.contract.alert;

import org.jspecify.annotations.NullMarked;
