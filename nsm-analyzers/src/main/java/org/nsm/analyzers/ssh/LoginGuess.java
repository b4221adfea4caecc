package org.nsm.analyzers.ssh;

/**
 * Guesses from the sizes of what the server sends encrypted how logins fare (RFC 4252).
 *
 * <p>The first is the acceptance of the authentication service, whose 17 octets take 16 more than the single octet of
 * SSH_MSG_USERAUTH_SUCCESS, whatever the cipher. Clients begin with the method {@code none}, whose failure lists the methods
 * that can go on; an attempt that fails is answered by the same list, which has the same size. A banner may come before;
 * it is told by being much longer.
 */
final class LoginGuess {

    /** What one delivery says. */
    enum Outcome {
        /** Nothing. */
        NOTHING,
        /** An attempt failed, or was one of several that the server wants. */
        FAILED,
        /** The client is logged in. */
        SUCCEEDED,
        /** The client is logged in without authentication. */
        SUCCEEDED_WITHOUT_AUTHENTICATION
    }

    private static final int ACCEPT_MINUS_SUCCESS = 16;
    private static final int BANNER_MINUS_ACCEPT = 256;

    private int acceptLength;
    private int failureLength;
    private boolean bannerSeen;
    private boolean decided;

    /** Takes the length of the server's next encrypted delivery, from the first answer to the client on. */
    Outcome next(int length) {
        if (decided) {
            return Outcome.NOTHING;
        }
        if (acceptLength == 0) {
            acceptLength = length;
            return Outcome.NOTHING;
        }
        if (failureLength == 0) {
            return first(length);
        }
        if (length == failureLength) {
            return Outcome.FAILED;
        }
        return isSuccess(length) ? decide(Outcome.SUCCEEDED) : Outcome.NOTHING;
    }

    private Outcome first(int length) {
        if (isSuccess(length)) {
            return decide(Outcome.SUCCEEDED_WITHOUT_AUTHENTICATION);
        }
        if (!bannerSeen && length > acceptLength + BANNER_MINUS_ACCEPT) {
            bannerSeen = true;
        } else {
            failureLength = length;
        }
        return Outcome.NOTHING;
    }

    private boolean isSuccess(int length) {
        return length == acceptLength - ACCEPT_MINUS_SUCCESS;
    }

    private Outcome decide(Outcome outcome) {
        decided = true;
        return outcome;
    }
}
