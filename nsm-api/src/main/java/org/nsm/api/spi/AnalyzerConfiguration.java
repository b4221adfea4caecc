package org.nsm.api.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.HandlerErrorListener;
import org.nsm.api.Option;
import org.nsm.api.Port;

/**
 * What a host set up, checked.
 *
 * @param subscriptions        the handlers in the order of their registration
 * @param handlerErrorListener told when one of them throws
 * @param options              the options that the host set; see {@link #option} for the others
 * @param protocols            the protocols with the ports that they are looked for on
 * @param likelyServerPorts    ports that the host added to those that give a responder away
 */
public record AnalyzerConfiguration(
        List<Subscription<?>> subscriptions,
        HandlerErrorListener handlerErrorListener,
        Map<Option<?>, Object> options,
        List<Protocol> protocols,
        Set<Port> likelyServerPorts) {

    /**
     * The value of an option.
     *
     * @param option the option
     * @param <T>    the type of its value
     * @return what the host set, or the default
     */
    @SuppressWarnings("unchecked") // the builder only takes values of the option's type
    public <T> T option(Option<T> option) {
        @Nullable Object value = options.get(option);
        return value == null ? option.defaultValue() : (T) value;
    }
}
