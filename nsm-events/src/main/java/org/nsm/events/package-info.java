/** Who listens to what: dispatch to the handlers, JSON lines, recording for tests, delivery across threads. */
package org.nsm.events;
