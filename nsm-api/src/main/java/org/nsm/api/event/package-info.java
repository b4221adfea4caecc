/**
 * The documented events and the values that they carry.
 *
 * <p>Each protocol has two types: {@code XEvent}, a sealed interface whose records are what happened, and {@code X}, the
 * namespace of the records that say what was in it. {@link org.nsm.api.Name} ties each of them to its documented name.
 *
 * <p>All of them are immutable and may be kept, with two exceptions. A {@link io.netty.buffer.ByteBuf} is a read-only
 * view of bytes that the engine reuses: it is valid during the handler call, and who needs it longer copies it. A
 * {@link org.nsm.api.Connection} is live: it shows the present state of the connection, and
 * {@link org.nsm.api.Connection#snapshot()} detaches it.
 *
 * <p>Texts for which the protocol fixes no charset are decoded as ISO-8859-1, so that each character is one byte of the
 * wire.
 */
package org.nsm.api.event;
