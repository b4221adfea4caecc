/** NCP: the NetWare Core Protocol over TCP. */
package org.nsm.analyzers.ncp;
