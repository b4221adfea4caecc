/** The hypertext transfer protocol (RFC 9110, RFC 9112, RFC 1945). */
package org.nsm.analyzers.http;
