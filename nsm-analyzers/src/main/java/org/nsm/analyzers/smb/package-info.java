/** What the versions of SMB have in common. */
package org.nsm.analyzers.smb;
