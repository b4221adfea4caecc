/** The control connection of FTP (RFC 959, RFC 2228, RFC 2428). */
package org.nsm.analyzers.ftp;
