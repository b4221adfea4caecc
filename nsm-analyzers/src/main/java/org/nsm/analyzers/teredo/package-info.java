/** Teredo (RFC 4380, RFC 6081). */
package org.nsm.analyzers.teredo;
