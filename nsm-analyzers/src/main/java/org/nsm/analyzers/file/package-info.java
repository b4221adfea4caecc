/** Connections that carry a file and nothing else. */
package org.nsm.analyzers.file;
