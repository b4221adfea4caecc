/** Messaging and presence: XMPP (RFC 6120), as far as to the start of encryption. */
package org.nsm.analyzers.xmpp;
