/** NFS version 3: program 100003 (RFC 1813). */
package org.nsm.analyzers.nfs;
