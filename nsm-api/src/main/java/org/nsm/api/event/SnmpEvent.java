package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** SNMP, versions 1, 2c and 3, on UDP ports 161 and 162 (RFC 1157, RFC 3416, RFC 3412). */
public sealed interface SnmpEvent extends Event {

    /**
     * The value of objects is asked for (RFC 3416, section 4.2.1).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        the objects; their values mean nothing
     */
    @Name("snmp_get_request")
    record GetRequest(Connection connection, boolean isOrig, Snmp.Header header, Snmp.Pdu pdu) implements SnmpEvent {}

    /**
     * The objects that follow are asked for (RFC 3416, section 4.2.2).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        the objects to start behind; their values mean nothing
     */
    @Name("snmp_get_next_request")
    record GetNextRequest(Connection connection, boolean isOrig, Snmp.Header header, Snmp.Pdu pdu)
            implements SnmpEvent {}

    /**
     * A request is answered (RFC 3416, section 4.2.4).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        how it went, and the objects with their values
     */
    @Name("snmp_response")
    record Response(Connection connection, boolean isOrig, Snmp.Header header, Snmp.Pdu pdu) implements SnmpEvent {}

    /**
     * Objects are to be set (RFC 3416, section 4.2.5).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        the objects with their new values
     */
    @Name("snmp_set_request")
    record SetRequest(Connection connection, boolean isOrig, Snmp.Header header, Snmp.Pdu pdu) implements SnmpEvent {}

    /**
     * An agent reports something, in the form of version 1 (RFC 1157, section 4.1.6).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        what happened
     */
    @Name("snmp_trap")
    record Trap(Connection connection, boolean isOrig, Snmp.Header header, Snmp.TrapPdu pdu) implements SnmpEvent {}

    /**
     * Many of the objects that follow are asked for (RFC 3416, section 4.2.3).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        the objects to start behind, and how many are wanted
     */
    @Name("snmp_get_bulk_request")
    record GetBulkRequest(Connection connection, boolean isOrig, Snmp.Header header, Snmp.BulkPdu pdu)
            implements SnmpEvent {}

    /**
     * Something is reported that is to be confirmed (RFC 3416, section 4.2.7).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        what happened
     */
    @Name("snmp_inform_request")
    record InformRequest(Connection connection, boolean isOrig, Snmp.Header header, Snmp.Pdu pdu)
            implements SnmpEvent {}

    /**
     * An agent reports something, in the form of version 2 (RFC 3416, section 4.2.6).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        what happened
     */
    @Name("snmp_trapV2")
    record TrapV2(Connection connection, boolean isOrig, Snmp.Header header, Snmp.Pdu pdu) implements SnmpEvent {}

    /**
     * An engine of version 3 reports what is wrong with a message (RFC 3412, section 7.1).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param pdu        the counter that says what is wrong
     */
    @Name("snmp_report")
    record Report(Connection connection, boolean isOrig, Snmp.Header header, Snmp.Pdu pdu) implements SnmpEvent {}

    /**
     * A message holds a PDU of an unknown type.
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param tag        the tag of the PDU
     */
    @Name("snmp_unknown_pdu")
    record UnknownPdu(Connection connection, boolean isOrig, Snmp.Header header, int tag) implements SnmpEvent {}

    /**
     * A message of version 3 holds neither a plain PDU nor an encrypted one (RFC 3412, section 6).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     * @param tag        the tag found in its place
     */
    @Name("snmp_unknown_scoped_pdu")
    record UnknownScopedPdu(Connection connection, boolean isOrig, Snmp.Header header, int tag) implements SnmpEvent {}

    /**
     * A message of version 3 is encrypted (RFC 3412, section 6).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param header     the header of the message
     */
    @Name("snmp_encrypted_pdu")
    record EncryptedPdu(Connection connection, boolean isOrig, Snmp.Header header) implements SnmpEvent {}

    /**
     * A message has a version other than 0, 1 and 3. Nothing more of it is read.
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param version    the version
     */
    @Name("snmp_unknown_header_version")
    record UnknownHeaderVersion(Connection connection, boolean isOrig, long version) implements SnmpEvent {}
}
