/** Access to mailboxes: IMAP (RFC 9051), as far as to the start of encryption. */
package org.nsm.analyzers.imap;
