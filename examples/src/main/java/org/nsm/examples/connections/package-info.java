/** A log of connections, as a small program to start from. */
@NullMarked
package org.nsm.examples.connections;

import org.jspecify.annotations.NullMarked;
