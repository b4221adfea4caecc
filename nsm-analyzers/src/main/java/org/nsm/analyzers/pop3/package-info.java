/** The retrieval of mail: POP3 (RFC 1939) with its extensions. */
package org.nsm.analyzers.pop3;
