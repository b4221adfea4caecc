package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Messages of ICMP (RFC 792), ICMPv6 (RFC 4443) and neighbour discovery (RFC 4861). */
public sealed interface IcmpEvent extends Event {

    /**
     * A message that has no event of its own here.
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with
     */
    @Name("icmp_sent")
    record Sent(Connection connection, Icmp.Info icmp) implements IcmpEvent {}

    /**
     * The contents of a message that has no event of its own here. Raised after its {@link Sent}.
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with
     * @param payload    what follows the header of 8 bytes, as far as it was captured
     */
    @Name("icmp_sent_payload")
    record SentPayload(Connection connection, Icmp.Info icmp, ByteBuf payload) implements IcmpEvent {}

    /**
     * A host was asked to answer (RFC 792; RFC 4443, section 4.1).
     *
     * @param connection the requests and replies between these hosts
     * @param icmp       what they began with
     * @param id         what the sender recognises its requests by, 0 to 65535
     * @param seq        the number of the request, 0 to 65535
     * @param payload    what is to be sent back, as far as it was captured
     */
    @Name("icmp_echo_request")
    record EchoRequest(Connection connection, Icmp.Info icmp, int id, int seq, ByteBuf payload) implements IcmpEvent {}

    /**
     * A host answered (RFC 792; RFC 4443, section 4.2).
     *
     * @param connection the requests and replies between these hosts
     * @param icmp       what they began with
     * @param id         the id of the request, 0 to 65535
     * @param seq        the number of the request, 0 to 65535
     * @param payload    what was sent back, as far as it was captured
     */
    @Name("icmp_echo_reply")
    record EchoReply(Connection connection, Icmp.Info icmp, int id, int seq, ByteBuf payload) implements IcmpEvent {}

    /**
     * An error of ICMPv6, a type below 128, that has no event of its own here (RFC 4443, section 2.1).
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with, the type of the error included
     * @param code       the code, 0 to 255
     * @param context    the packet that could not be delivered
     */
    @Name("icmp_error_message")
    record ErrorMessage(Connection connection, Icmp.Info icmp, int code, Icmp.Context context) implements IcmpEvent {}

    /**
     * A packet found no way to its destination (RFC 792, type 3; RFC 4443, section 3.1).
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with
     * @param code       why, 0 to 255: such as 1 of ICMP for an unknown host, 3 for a closed port, 4 for a packet too
     *                   large for the next link; the codes of ICMPv6 differ
     * @param context    the packet that could not be delivered
     */
    @Name("icmp_unreachable")
    record Unreachable(Connection connection, Icmp.Info icmp, int code, Icmp.Context context) implements IcmpEvent {}

    /**
     * An IPv6 packet was too large for the next link (RFC 4443, section 3.2).
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with
     * @param code       the code, normally 0, 0 to 255
     * @param context    the packet that could not be delivered
     */
    @Name("icmp_packet_too_big")
    record PacketTooBig(Connection connection, Icmp.Info icmp, int code, Icmp.Context context) implements IcmpEvent {}

    /**
     * A packet was dropped after too many hops, or its fragments did not all arrive (RFC 792, type 11; RFC 4443,
     * section 3.3).
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with
     * @param code       0 for the hops, 1 for the fragments, 0 to 255
     * @param context    the packet that could not be delivered
     */
    @Name("icmp_time_exceeded")
    record TimeExceeded(Connection connection, Icmp.Info icmp, int code, Icmp.Context context) implements IcmpEvent {}

    /**
     * A header of an IPv6 packet was not understood (RFC 4443, section 3.4).
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with
     * @param code       0 for a bad field, 1 for an unknown next header, 2 for an unknown option, 0 to 255
     * @param context    the packet that could not be delivered
     */
    @Name("icmp_parameter_problem")
    record ParameterProblem(Connection connection, Icmp.Info icmp, int code, Icmp.Context context)
            implements IcmpEvent {}

    /**
     * A host asked for routers (RFC 4861, section 4.1).
     *
     * @param connection the messages of this kind between these hosts
     * @param icmp       what they began with
     * @param options    the options in their order
     */
    @Name("icmp_router_solicitation")
    record RouterSolicitation(Connection connection, Icmp.Info icmp, List<Icmp.NdOption> options) implements IcmpEvent {

        /** Copies the list. */
        public RouterSolicitation {
            options = List.copyOf(options);
        }
    }

    /**
     * A router said that it is there (RFC 4861, section 4.2). Of a message cut short all values are 0 or false.
     *
     * @param connection      the messages of this kind between these hosts
     * @param icmp            what they began with
     * @param currentHopLimit the hop limit that hosts should send with, 0 to 255; 0 leaves it open
     * @param managed         whether addresses come from DHCPv6
     * @param other           whether other settings come from DHCPv6
     * @param homeAgent       whether the router serves mobile hosts (RFC 6275, section 7.1)
     * @param preference      how much the router is preferred: 1 high, 0 medium, 3 low (RFC 4191, section 2.2)
     * @param proxy           whether the message was passed on by a proxy (RFC 4389, section 4.1.3.3)
     * @param reserved        the two reserved bits, 0 to 3
     * @param routerLifetime  for how long it is a default router; zero for not at all
     * @param reachableTime   for how long a neighbour counts as reachable after it was heard of; zero leaves it open
     * @param retransTimer    the time between repeated solicitations; zero leaves it open
     * @param options         the options in their order
     */
    @Name("icmp_router_advertisement")
    record RouterAdvertisement(
            Connection connection,
            Icmp.Info icmp,
            @Name("cur_hop_limit") int currentHopLimit,
            boolean managed,
            boolean other,
            boolean homeAgent,
            @Name("pref") int preference,
            boolean proxy,
            @Name("rsv") int reserved,
            Duration routerLifetime,
            Duration reachableTime,
            Duration retransTimer,
            List<Icmp.NdOption> options)
            implements IcmpEvent {

        /** Copies the list. */
        public RouterAdvertisement {
            options = List.copyOf(options);
        }
    }

    /**
     * A host asked for the link-layer address of another (RFC 4861, section 4.3).
     *
     * @param connection the questions and answers between these hosts
     * @param icmp       what they began with
     * @param target     the address asked for; {@code ::} of a message cut short
     * @param options    the options in their order
     */
    @Name("icmp_neighbor_solicitation")
    record NeighborSolicitation(
            Connection connection,
            Icmp.Info icmp,
            @Name("tgt") InetAddress target,
            List<Icmp.NdOption> options) implements IcmpEvent {

        /** Copies the list. */
        public NeighborSolicitation {
            options = List.copyOf(options);
        }
    }

    /**
     * A host told its link-layer address (RFC 4861, section 4.4).
     *
     * @param connection the questions and answers between these hosts
     * @param icmp       what they began with
     * @param router     whether the sender is a router
     * @param solicited  whether this answers a solicitation
     * @param override   whether it replaces what neighbours remember
     * @param target     the address that this is about; {@code ::} of a message cut short
     * @param options    the options in their order
     */
    @Name("icmp_neighbor_advertisement")
    record NeighborAdvertisement(
            Connection connection,
            Icmp.Info icmp,
            boolean router,
            boolean solicited,
            boolean override,
            @Name("tgt") InetAddress target,
            List<Icmp.NdOption> options)
            implements IcmpEvent {

        /** Copies the list. */
        public NeighborAdvertisement {
            options = List.copyOf(options);
        }
    }

    /**
     * A router knows a better first hop (RFC 4861, section 4.5). The redirect of IPv4 is {@link Sent}.
     *
     * @param connection  the messages of this kind between these hosts
     * @param icmp        what they began with
     * @param target      the better first hop, or the destination itself where it is a neighbour; {@code ::} of a
     *                    message cut short
     * @param destination the destination that this is about; {@code ::} of a message cut short
     * @param options     the options in their order
     */
    @Name("icmp_redirect")
    record Redirect(
            Connection connection,
            Icmp.Info icmp,
            @Name("tgt") InetAddress target,
            @Name("dest") InetAddress destination,
            List<Icmp.NdOption> options)
            implements IcmpEvent {

        /** Copies the list. */
        public Redirect {
            options = List.copyOf(options);
        }
    }
}
