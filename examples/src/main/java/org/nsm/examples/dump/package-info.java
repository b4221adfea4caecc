/** The event dump: captures in, one line of JSON for each event out. */
@NullMarked
package org.nsm.examples.dump;

import org.jspecify.annotations.NullMarked;
