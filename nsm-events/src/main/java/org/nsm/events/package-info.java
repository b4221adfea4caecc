/**
 * Where events go: to the handlers of the host, to a file, to a test, to several threads.
 *
 * <ul>
 *   <li>{@link org.nsm.events.AnalyzerPool} analyses the packets of one source on several cores.
 *   <li>{@link org.nsm.events.JsonLines} writes events as JSON, one a line, under their documented names.
 *   <li>{@link org.nsm.events.EventRecorder} keeps events for a test to look at.
 *   <li>{@link org.nsm.events.EventDispatcher} is for engines: it knows who listens to what, and calls them.
 * </ul>
 *
 * <p>The second and the third are handlers like any other, for all events or for those of one kind:
 *
 * <pre>{@code
 * try (JsonLines json = new JsonLines(Files.newOutputStream(path));
 *      Analyzer analyzer = Analyzer.builder().onTimed(Event.class, json).build()) {
 *     …
 * }
 * }</pre>
 *
 * <p>They take the records of a host's own events as well, if those are public in an exported package, or in a package
 * that is open to this module.
 */
package org.nsm.events;
