/** How the protocols of Windows write times and texts (MS-DTYP). */
package org.nsm.analyzers.windows;
