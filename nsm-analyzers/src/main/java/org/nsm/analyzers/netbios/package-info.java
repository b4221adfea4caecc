/** NETBIOSSSN: the session and the datagram service of NetBIOS over TCP/IP (RFC 1001, RFC 1002). */
package org.nsm.analyzers.netbios;
