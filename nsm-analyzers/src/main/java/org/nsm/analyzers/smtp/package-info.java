/** The transfer of mail: SMTP (RFC 5321) with its extensions. */
package org.nsm.analyzers.smtp;
