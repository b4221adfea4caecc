package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/** What RADIUS messages hold (RFC 2865). */
public final class Radius {

    private Radius() {}

    /**
     * A message (RFC 2865, section 3).
     *
     * @param code          1 Access-Request, 2 Access-Accept, 3 Access-Reject, 4 Accounting-Request, 5
     *                      Accounting-Response, 11 Access-Challenge
     * @param identifier    what ties the answer to the request
     * @param authenticator the 16 bytes of the authenticator
     * @param attributes    the values of each type of attribute, in their order; null without attributes
     */
    @Name("RADIUS::Message")
    public record Message(
            int code,
            @Name("trans_id") int identifier,
            ByteBuf authenticator,
            @Nullable Map<Integer, List<ByteBuf>> attributes) {

        /** Copies the map and its lists. */
        public Message {
            attributes = attributes == null ? null : copyOf(attributes);
        }

        private static Map<Integer, List<ByteBuf>> copyOf(Map<Integer, List<ByteBuf>> attributes) {
            Map<Integer, List<ByteBuf>> copy = new LinkedHashMap<>();
            attributes.forEach((type, values) -> copy.put(type, List.copyOf(values)));
            return Collections.unmodifiableMap(copy);
        }
    }
}
