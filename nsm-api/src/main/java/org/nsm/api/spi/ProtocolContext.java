package org.nsm.api.spi;

import java.util.function.Function;
import org.nsm.api.Option;

/** What the analyzers of all connections of one {@link org.nsm.api.Analyzer} have in common. */
public interface ProtocolContext extends Channels {

    /**
     * The value of an option.
     *
     * @param option the option
     * @param <T>    the type of its value
     * @return what the host set, or the default
     */
    <T> T option(Option<T> option);

    /**
     * Something that all connections of one {@link org.nsm.api.Analyzer} share, such as the channels of a protocol with
     * many events, or what it remembers between connections.
     *
     * @param type   names it
     * @param create makes it when it is asked for the first time
     * @param <T>    the type
     * @return always the same object
     */
    <T> T shared(Class<T> type, Function<? super ProtocolContext, ? extends T> create);
}
