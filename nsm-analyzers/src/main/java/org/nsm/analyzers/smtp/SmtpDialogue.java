package org.nsm.analyzers.smtp;

import static org.nsm.analyzers.smtp.SmtpState.AFTER_DATA;
import static org.nsm.analyzers.smtp.SmtpState.AFTER_GAP;
import static org.nsm.analyzers.smtp.SmtpState.AUTHENTICATING;
import static org.nsm.analyzers.smtp.SmtpState.DATA;
import static org.nsm.analyzers.smtp.SmtpState.GREETED;
import static org.nsm.analyzers.smtp.SmtpState.MAIL;
import static org.nsm.analyzers.smtp.SmtpState.NOT_AVAILABLE;
import static org.nsm.analyzers.smtp.SmtpState.NOT_GREETED;
import static org.nsm.analyzers.smtp.SmtpState.QUITTING;
import static org.nsm.analyzers.smtp.SmtpState.READY;
import static org.nsm.analyzers.smtp.SmtpState.RECIPIENT;
import static org.nsm.analyzers.smtp.SmtpState.RECOVERING;
import static org.nsm.analyzers.smtp.SmtpState.STARTING_TLS;

/**
 * What client and server said so far: the state, and the commands that wait for their replies.
 *
 * <p>Commands may be sent without waiting (RFC 2920). So each one moves the state as if it were accepted, and a refusal moves
 * it back if nothing else has moved it meanwhile. A one-sided dialogue can be followed in the same way.
 */
final class SmtpDialogue {

    /** How a reply fits what it answers. */
    enum Fit {
        USUAL,
        /** A code that the command does not have. */
        UNUSUAL,
        /** The reply to a command that the state does not allow, and that would change what follows. */
        OUT_OF_ORDER
    }

    private final UnansweredCommands unanswered = new UnansweredCommands();
    private SmtpState state = GREETED;

    SmtpDialogue() {
        unanswered.add(SmtpCommand.GREETING);
    }

    SmtpState state() {
        return state;
    }

    boolean authenticating() {
        return state == AUTHENTICATING;
    }

    /** Whether the state allows a command. Where only accepted ones count (DATA before EHLO, say) the state is to blame. */
    boolean allows(SmtpCommand command) {
        return switch (command) {
            case EHLO, HELO -> state == GREETED;
            case MAIL, SEND, SOML, SAML, STARTTLS, X_ANONYMOUSTLS, TURN, AUTH -> state == READY;
            case RCPT -> state == MAIL || state == RECIPIENT;
            case DATA -> state == RECIPIENT;
            case QUIT -> state != QUITTING;
            case RSET, VRFY, EXPN, HELP, NOOP -> state != QUITTING && state != NOT_AVAILABLE;
            default -> true;
        };
    }

    /**
     * The client sent a command.
     *
     * @return false if too many are unanswered, and the oldest was given up
     */
    boolean sent(SmtpCommand command) {
        switch (command) {
            case EHLO, HELO -> state = READY;
            case MAIL, SEND, SOML, SAML -> state = MAIL;
            case RCPT -> state = RECIPIENT;
            case DATA -> state = DATA;
            case END_OF_MAIL -> state = AFTER_DATA;
            case QUIT -> state = QUITTING;
            case STARTTLS, X_ANONYMOUSTLS -> state = STARTING_TLS;
            case LAST_BDAT -> {
                if (inTransaction()) {
                    state = AFTER_DATA;
                }
            }
            case RSET -> {
                if (inTransaction() || state == RECOVERING) {
                    state = READY;
                }
            }
            default -> {}
        }
        return unanswered.add(command);
    }

    /** Whether the client said hello and the mails have the word. */
    private boolean inTransaction() {
        return state.compareTo(READY) >= 0 && state.compareTo(AFTER_DATA) <= 0;
    }

    /** A reply begins: which command it answers. */
    SmtpCommand answered() {
        return unanswered.poll();
    }

    /** A reply is complete. */
    Fit replied(SmtpCommand command, int code) {
        if (code == 421) { // may come in place of any reply (RFC 5321, section 3.8)
            state = NOT_AVAILABLE;
            return Fit.USUAL;
        }
        Fit fit = fit(command, code);
        if (fit == Fit.USUAL) {
            settle(command, code);
        }
        return fit;
    }

    private Fit fit(SmtpCommand command, int code) {
        boolean refused = code >= 400;
        boolean notImplemented = code == 502 || code == 504;
        boolean usual = switch (command) {
            case GREETING -> code == 220 || refused;
            case EHLO, HELO -> code == 250 || refused;
            case MAIL, SEND, SOML, SAML, END_OF_MAIL, RSET -> code == 250 || refused && !notImplemented;
            case RCPT -> code >= 250 && code <= 252 || refused && !notImplemented;
            case DATA -> code == 354 || refused && !notImplemented;
            case QUIT -> code == 221 || refused && !notImplemented;
            case STARTTLS, X_ANONYMOUSTLS -> code == 220 || refused;
            case TURN -> code == 250 || refused;
            case AUTH, AUTH_ANSWER -> code == 235 || code == 334 || refused;
            case BDAT, LAST_BDAT -> code == 250 || refused;
            default -> true;
        };
        if (!usual) {
            return Fit.UNUSUAL;
        }
        boolean outOfOrder =
                command == SmtpCommand.TURN && state != READY || command == SmtpCommand.AUTH && state != READY;
        return outOfOrder ? Fit.OUT_OF_ORDER : Fit.USUAL;
    }

    private void settle(SmtpCommand command, int code) {
        boolean refused = code >= 400;
        switch (command) {
            case GREETING -> moveBack(refused, GREETED, NOT_AVAILABLE);
            case EHLO, HELO -> moveBack(refused, READY, GREETED);
            case MAIL, SEND, SOML, SAML -> moveBack(refused, MAIL, READY);
            case DATA -> moveBack(refused, DATA, READY);
            case STARTTLS, X_ANONYMOUSTLS -> moveBack(refused, STARTING_TLS, READY);
            case END_OF_MAIL, LAST_BDAT -> moveBack(true, AFTER_DATA, READY);
            case AUTH -> {
                if (code == 334) {
                    state = AUTHENTICATING;
                }
            }
            case AUTH_ANSWER -> moveBack(code != 334, AUTHENTICATING, READY);
            default -> {}
        }
    }

    private void moveBack(boolean back, SmtpState from, SmtpState to) {
        if (back && state == from) {
            state = to;
        }
    }

    /** Client and server exchanged their roles (RFC 821, section 3.8). */
    void turned() {
        unanswered.clear();
        state = NOT_GREETED;
    }

    /** Bytes are missing, and with them commands or replies. */
    void lost() {
        unanswered.clear();
        state = AFTER_GAP;
    }

    /** Replies are missing while a mail is transferred, which goes on. */
    void lostReplies() {
        unanswered.clear();
    }

    /** Whether everything is ignored up to the next reply. */
    boolean afterGap() {
        return state == AFTER_GAP;
    }

    /**
     * The first reply after a gap came.
     *
     * @param code its code; that for DATA says where the dialogue is
     */
    void recovered(int code) {
        state = code == 354 ? DATA : RECOVERING;
    }
}
