package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;

/** Takes what a {@link MimeParser} finds. */
public interface MimeListener {

    /** An entity begins. */
    void beginEntity();

    /**
     * A header field of the entity is complete.
     *
     * @param field the field, valid during the call
     */
    void field(HeaderField field);

    /**
     * Whether the fields of a header are kept until it ends. Asked once.
     *
     * @return false if each one is forgotten after the call
     */
    default boolean keepsFields() {
        return false;
    }

    /**
     * The header of the entity is complete.
     *
     * @param type what the entity is, by its header or by default
     */
    void endHeader(ContentType type);

    /**
     * Whether the bodies are to be decoded and handed on. Asked for each entity anew.
     *
     * @return false if {@link #data} is not to be called
     */
    boolean wantsData();

    /**
     * A piece of the body of the entity, decoded.
     *
     * @param data one or more readable bytes, valid during the call
     */
    void data(ByteBuf data);

    /** The entity ends. */
    void endEntity();

    /**
     * Something is not as it should be.
     *
     * @param type   {@code illegal format} or {@code illegal encoding}
     * @param detail the documented words
     */
    void problem(String type, String detail);

    /**
     * Something is odd that no documented event of the protocol is for.
     *
     * @param name   its name
     * @param detail what exactly; empty if the name says all
     */
    void weird(String name, String detail);
}
