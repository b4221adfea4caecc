package org.nsm.api.event;

/**
 * Something that was seen on the wire.
 *
 * <p>Implementations are records whose type carries its documented name as {@link org.nsm.api.Name}. The interface is
 * open, so that a host can add the events of a protocol of its own; the interface of each documented protocol
 * ({@link ArpEvent}, {@link UdpEvent} and so on) is sealed, so that a {@code switch} over it is complete.
 */
public interface Event {}
