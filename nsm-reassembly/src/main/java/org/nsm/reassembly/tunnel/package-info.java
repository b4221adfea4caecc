/** Packets inside packets: finds them, and names what carries them. Internal. */
package org.nsm.reassembly.tunnel;
