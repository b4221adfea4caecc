/** The port mapper: program 100000, version 2 (RFC 1833, section 3). */
package org.nsm.analyzers.portmapper;
