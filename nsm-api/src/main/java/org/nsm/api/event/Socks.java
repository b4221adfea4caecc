package org.nsm.api.event;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/** What SOCKS messages carry (RFC 1928). */
public final class Socks {

    private Socks() {}

    /**
     * A host, by its address or its name; version 4A may give both.
     *
     * @param host the address, or null if only a name was given
     * @param name the name that the proxy is to resolve, or null if only an address was given
     */
    @Name("SOCKS::Address")
    public record Address(
            @Nullable InetAddress host, @Nullable String name) {}
}
