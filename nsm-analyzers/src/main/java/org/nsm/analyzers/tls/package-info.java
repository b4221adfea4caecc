/** SSL, TLS and DTLS. */
package org.nsm.analyzers.tls;
