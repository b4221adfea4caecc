/** Chooses the analyzers of each connection, by port, by announcement and by payload, and feeds them. */
package org.nsm.analyzers.choice;
