/** GPRS tunnelling, version 1 (3GPP TS 29.060). */
package org.nsm.analyzers.gtpv1;
