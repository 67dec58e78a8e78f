package io.atalaya.kernel.access;

import io.atalaya.kernel.Command;
import java.util.List;

/** A command that members who are limited to sites may send about what stands there. The command bus checks it. */
public interface SiteScoped extends Command {
    /** All that the command is about or names, by which it is decided whether a limited member may send it. */
    List<SiteReference> siteReferences();
}
