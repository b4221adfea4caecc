package org.nsm.api;

import io.netty.buffer.ByteBuf;

/** The packet of hosts that make their own. */
record HeapPacket(long timeNanos, ByteBuf data, int originalLength, LinkType linkType) implements Packet {}
