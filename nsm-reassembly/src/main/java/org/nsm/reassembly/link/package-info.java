/** Link layers: from the first byte of a captured packet to its network-layer packet. Internal. */
package org.nsm.reassembly.link;
