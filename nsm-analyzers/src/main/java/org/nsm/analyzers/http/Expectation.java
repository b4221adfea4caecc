package org.nsm.analyzers.http;

/** What a request lets one expect of its reply. */
enum Expectation {
    REPLY,
    /** HEAD: a header that may speak of a body that is not there. */
    NO_BODY,
    /** CONNECT: if granted, something else begins behind the header. */
    TUNNEL,
    /** A simple request: nothing but a body (RFC 1945, section 6). */
    SIMPLE_REPLY
}
