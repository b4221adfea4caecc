package org.nsm.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code long} of an event that is a signed number. Every other {@code long} is a count, all of whose 64 bits
 * are unsigned. An {@code int} needs no mark: it is always signed, since a count of 32 bits is a {@code long}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Signed {}
