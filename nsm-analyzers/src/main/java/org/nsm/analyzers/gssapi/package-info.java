/** The tokens in which other protocols carry an authentication: GSS-API (RFC 2743) and SPNEGO (RFC 4178). */
package org.nsm.analyzers.gssapi;
