package org.nsm.api.event;

/** What a host can steer on connections that somebody logs in on. */
public final class Login {

    private Login() {}

    /**
     * Reads and sets how far a login has come. {@link org.nsm.api.Connection#control} has it for a connection that the
     * analyzer of Telnet, rlogin or rsh is at work on.
     */
    public interface Control {

        /**
         * How far the login has come. Documented as {@code get_login_state}.
         *
         * @return the state
         */
        LoginState state();

        /**
         * Makes the analyzer go on as in another state. {@link LoginState#SKIP} ends the analysis for good. Documented
         * as {@code set_login_state}.
         *
         * @param state the state from now on
         * @return whether the connection is live
         */
        boolean setState(LoginState state);
    }
}
