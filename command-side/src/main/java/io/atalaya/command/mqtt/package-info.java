/** The way in over MQTT 3.1.1 and 5: a server of our own for devices, or an external broker that we read from. */
@NullMarked
package io.atalaya.command.mqtt;

import org.jspecify.annotations.NullMarked;
