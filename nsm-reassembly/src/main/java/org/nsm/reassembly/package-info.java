/** Capture files, and the engine that turns packets into connections, streams and their events. */
package org.nsm.reassembly;
