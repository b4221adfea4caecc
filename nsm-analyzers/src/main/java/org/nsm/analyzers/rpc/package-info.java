/** ONC RPC (RFC 5531): messages in datagrams and in records, calls and their replies. The programs are elsewhere. */
package org.nsm.analyzers.rpc;
