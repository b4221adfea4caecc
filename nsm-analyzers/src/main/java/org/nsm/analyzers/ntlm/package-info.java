/** NTLM (MS-NLMP), the challenge and response by which Windows authenticates where there is no Kerberos. */
package org.nsm.analyzers.ntlm;
