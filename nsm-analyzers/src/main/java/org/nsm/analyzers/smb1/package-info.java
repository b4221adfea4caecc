/** SMB 1. */
package org.nsm.analyzers.smb1;
