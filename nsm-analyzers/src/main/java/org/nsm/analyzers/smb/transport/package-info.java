/** The messages of SMB in a TCP connection, directly or in a session of NetBIOS (MS-SMB2, section 2.1; RFC 1002, section 4.3). */
package org.nsm.analyzers.smb.transport;
