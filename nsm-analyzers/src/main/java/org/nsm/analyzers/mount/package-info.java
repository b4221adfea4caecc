/** The MOUNT protocol: program 100005, version 3 (RFC 1813, section 5). */
package org.nsm.analyzers.mount;
