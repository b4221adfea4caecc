package org.nsm.api.event;

import org.jspecify.annotations.Nullable;

/** How far the login on a Telnet, rlogin or rsh connection has come. */
public enum LoginState {
    /** The login is under way. Documented as {@code LOGIN_STATE_AUTHENTICATE}. */
    AUTHENTICATE(0),
    /** The user seems to be logged in. Documented as {@code LOGIN_STATE_LOGGED_IN}. */
    LOGGED_IN(1),
    /** The connection is not looked at any more and raises no lines. Documented as {@code LOGIN_STATE_SKIP}. */
    SKIP(2),
    /** The dialogue, or the name of the user, could not be followed. Documented as {@code LOGIN_STATE_CONFUSED}. */
    CONFUSED(3);

    private static final LoginState[] BY_CODE = values();

    private final int code;

    LoginState(int code) {
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

    /**
     * The state with a number.
     *
     * @param code the number
     * @return the state, or null for a number outside 0 to 3
     */
    public static @Nullable LoginState of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
