/** The identification protocol (RFC 1413). */
package org.nsm.analyzers.ident;
