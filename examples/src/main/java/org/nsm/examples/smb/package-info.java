/** An audit of file servers: who did what to which file, from the traffic. */
@NullMarked
package org.nsm.examples.smb;

import org.jspecify.annotations.NullMarked;
