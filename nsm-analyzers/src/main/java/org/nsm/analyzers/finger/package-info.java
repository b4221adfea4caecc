/** Finger (RFC 1288). */
package org.nsm.analyzers.finger;
