/** The analyzer, what goes into it (packets) and what its events refer to (connections, ports, options). */
package org.nsm.api;
