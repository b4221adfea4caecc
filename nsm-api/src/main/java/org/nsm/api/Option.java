package org.nsm.api;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A setting with a documented name, a default and a range. {@link Options} has those of the engine and of the documented
 * protocols; a protocol of a host declares its own the same way.
 *
 * @param <T> the type of the value
 */
public final class Option<T> {

    private final String name;
    private final T defaultValue;
    private final Predicate<T> allowed;
    private final String range;

    private Option(String name, T defaultValue, Predicate<T> allowed, String range) {
        this.name = name;
        this.defaultValue = defaultValue;
        this.allowed = allowed;
        this.range = range;
        check(defaultValue);
    }

    /**
     * An option that is a number.
     *
     * @param name         the documented name
     * @param defaultValue what holds where the host sets nothing
     * @param min          the smallest value allowed
     * @param max          the largest value allowed
     * @return the option
     */
    public static Option<Long> count(String name, long defaultValue, long min, long max) {
        return new Option<>(name, defaultValue, v -> v >= min && v <= max, min + " to " + max);
    }

    /**
     * An option that is a span of time.
     *
     * @param name         the documented name
     * @param defaultValue what holds where the host sets nothing
     * @param min          the shortest span allowed
     * @param max          the longest span allowed
     * @return the option
     */
    public static Option<Duration> duration(String name, Duration defaultValue, Duration min, Duration max) {
        return new Option<>(
                name, defaultValue, v -> v.compareTo(min) >= 0 && v.compareTo(max) <= 0, min + " to " + max);
    }

    /**
     * An option that is on or off.
     *
     * @param name         the documented name
     * @param defaultValue what holds where the host sets nothing
     * @return the option
     */
    public static Option<Boolean> flag(String name, boolean defaultValue) {
        return new Option<>(name, defaultValue, v -> true, "true or false");
    }

    /**
     * An option that is a text.
     *
     * @param name         the documented name
     * @param defaultValue what holds where the host sets nothing
     * @return the option
     */
    public static Option<String> text(String name, String defaultValue) {
        return new Option<>(name, defaultValue, v -> true, "any text");
    }

    /**
     * An option that is a set of texts.
     *
     * @param name         the documented name
     * @param defaultValue what holds where the host sets nothing
     * @return the option
     */
    public static Option<Set<String>> texts(String name, Set<String> defaultValue) {
        return new Option<>(name, Set.copyOf(defaultValue), v -> true, "any texts");
    }

    /**
     * The documented name.
     *
     * @return the name, such as {@code tcp_attempt_delay} or {@code SMB::pipe_filenames}
     */
    public String name() {
        return name;
    }

    /**
     * What holds where the host sets nothing.
     *
     * @return the default
     */
    public T defaultValue() {
        return defaultValue;
    }

    /**
     * The allowed values in words.
     *
     * @return a text such as {@code 0 to 100}
     */
    public String range() {
        return range;
    }

    /**
     * Checks a value.
     *
     * @param value the value
     * @throws IllegalArgumentException if it is not allowed; the message names the option, the value and the range
     */
    void check(T value) {
        if (!allowed.test(value)) {
            throw new IllegalArgumentException("option " + name + ": " + value + " is outside " + range);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
