package io.atalaya.app.architecture.samples;

import com.thoughtworks.xstream.XStream;

/** A serialiser that instantiates whatever a text names. */
public abstract class UsesXStream {
    abstract XStream xStream();
}
