/** SMB 2. */
package org.nsm.analyzers.smb2;
