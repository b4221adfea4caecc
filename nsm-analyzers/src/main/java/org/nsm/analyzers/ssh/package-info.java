/** The secure shell. */
package org.nsm.analyzers.ssh;
