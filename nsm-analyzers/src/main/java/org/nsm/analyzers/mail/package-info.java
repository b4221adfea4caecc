/** What the protocols that carry mail have in common. */
package org.nsm.analyzers.mail;
