package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** RADIUS on UDP port 1812 (RFC 2865). */
public sealed interface RadiusEvent extends Event {

    /**
     * An attribute was seen. Raised for each, before the {@link Message} that it belongs to.
     *
     * @param connection the connection
     * @param type       the type (RFC 2865, section 5): 1 User-Name, 2 User-Password and so on
     * @param value      the value
     */
    @Name("radius_attribute")
    record Attribute(
            Connection connection, @Name("attr_type") int type, ByteBuf value) implements RadiusEvent {}

    /**
     * A message was seen, either way.
     *
     * @param connection the connection
     * @param message    the message
     */
    @Name("radius_message")
    record Message(Connection connection, @Name("result") Radius.Message message) implements RadiusEvent {}
}
