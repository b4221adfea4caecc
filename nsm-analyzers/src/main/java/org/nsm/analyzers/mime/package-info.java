/** Entities with headers and bodies (RFC 5322, RFC 2045, RFC 2046), as mail and HTTP carry them. */
package org.nsm.analyzers.mime;
