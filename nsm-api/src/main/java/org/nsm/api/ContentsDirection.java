package org.nsm.api;

/** Which bytes of a connection are recorded, see {@link Connection#setContentsFile}. */
public enum ContentsDirection {
    /** None: ends the recording of both directions. Documented as {@code CONTENTS_NONE}. */
    NONE(0),
    /** What the originator sent. Documented as {@code CONTENTS_ORIG}. */
    ORIGINATOR(1),
    /** What the responder sent. Documented as {@code CONTENTS_RESP}. */
    RESPONDER(2),
    /** What either sent, in the order of delivery. Documented as {@code CONTENTS_BOTH}. */
    BOTH(3);

    private final int code;

    ContentsDirection(int code) {
        this.code = code;
    }

    /**
     * The documented number.
     *
     * @return 0 to 3
     */
    public int code() {
        return code;
    }
}
