/** DCE/RPC over connections (C706, chapter 12; MS-RPCE), on ports of its own and in the named pipes of SMB. */
package org.nsm.analyzers.dcerpc;
