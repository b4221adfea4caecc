package org.nsm.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code String} of an event that the protocol sends in a Unicode encoding, such as the UTF-16 file names of
 * SMB. Where an event is written as bytes, such a text is UTF-8. Every other text holds one byte of the wire in each
 * character, unless one of its characters is beyond U+00FF, which is Unicode without a mark.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unicode {}
