/** Benchmarks of the hot paths, and programs that measure a whole run. */
@NullMarked
package org.nsm.benchmarks;

import org.jspecify.annotations.NullMarked;
