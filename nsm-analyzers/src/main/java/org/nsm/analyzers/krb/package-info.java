/** Kerberos 5 (RFC 4120), between clients and key distribution centres and inside other protocols. */
package org.nsm.analyzers.krb;
