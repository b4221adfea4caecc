/** The documented protocols, each in a package of its own. */
package org.nsm.analyzers;
