package io.atalaya.app.architecture.samples;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;

/** Can change after it was made. The override is not its own idea. */
public final class HasSetter extends ServletRequestWrapper {
    private String name = "";

    public HasSetter(ServletRequest request) {
        super(request);
    }

    String name() {
        return name;
    }

    void setName(String name) {
        this.name = name;
    }

    @Override
    public void setAttribute(String key, Object value) {
        super.setAttribute(key, value);
    }

    @Override
    public void setRequest(ServletRequest request) {
        super.setRequest(request);
    }
}
