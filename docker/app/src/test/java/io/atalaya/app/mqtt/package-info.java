/** MQTT, spoken by devices to the embedded server and read by us from an external broker. */
@NullMarked
package io.atalaya.app.mqtt;

import org.jspecify.annotations.NullMarked;
