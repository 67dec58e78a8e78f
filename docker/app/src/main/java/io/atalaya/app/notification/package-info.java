/** What notifications need of the outside: mail, the network, MQTT, and a key for what is kept secret. */
@NullMarked
package io.atalaya.app.notification;

import org.jspecify.annotations.NullMarked;
