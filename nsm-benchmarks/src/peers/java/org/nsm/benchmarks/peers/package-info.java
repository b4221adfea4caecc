/** The library next to others that read packets on the JVM. */
@NullMarked
package org.nsm.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
