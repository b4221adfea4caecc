/** Bounded tables of what is under way on a connection. */
package org.nsm.analyzers.table;
