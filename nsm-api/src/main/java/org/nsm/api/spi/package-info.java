/** For writers of analyzers: how a protocol is registered, gets its bytes and raises its events. */
package org.nsm.api.spi;
