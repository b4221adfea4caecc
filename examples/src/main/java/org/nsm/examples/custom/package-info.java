/** A protocol of the host's own: its events, its analyzer, and a program that uses both. */
@NullMarked
package org.nsm.examples.custom;

import org.jspecify.annotations.NullMarked;
