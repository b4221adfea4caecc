package org.nsm.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The documented name of an event, a value, one of its components or an enum constant.
 *
 * <p>Events and values always carry it. A component carries it only where the rule does not lead back to the documented
 * name: a component in camel case stands for the name in lower case with underscores ({@code isOrig} for
 * {@code is_orig}), and a component called {@code connection} for {@code c}. A constant carries it only where its
 * documented name is not the one in Java, behind the namespace of its type ({@code BIND} of {@code DCE_RPC::PType} is
 * {@code DCE_RPC::BIND}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.FIELD})
public @interface Name {

    /**
     * The documented name.
     *
     * @return the name, with its namespace where it has one: {@code dns_A_reply}, {@code SMB2::Header}, {@code SPA}
     */
    String value();
}
