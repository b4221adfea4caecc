package org.nsm.analyzers.http;

/** The methods that need no text made anew for each request, the most frequent ones first. */
final class Methods {

    static final String HEAD = "HEAD";
    static final String CONNECT = "CONNECT";

    static final String[] COMMON = {
        "GET",
        "POST",
        HEAD,
        "PUT",
        "OPTIONS",
        CONNECT,
        "DELETE",
        "PATCH",
        "TRACE",
        "PROPFIND",
        "REPORT",
        "NOTIFY",
        "SUBSCRIBE",
        "M-SEARCH"
    };

    private Methods() {}
}
