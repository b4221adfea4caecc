/** Packets inside the datagrams of a tunnel. */
package org.nsm.analyzers.tunnel;
