/** Name resolution: DNS over UDP and TCP, multicast DNS, link-local resolution and NetBIOS names. */
package org.nsm.analyzers.dns;
