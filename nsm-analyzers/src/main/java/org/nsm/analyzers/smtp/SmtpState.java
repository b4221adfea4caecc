package org.nsm.analyzers.smtp;

/** How far a dialogue is. The ordinals are the numbers that {@code smtp_unexpected} gives. */
enum SmtpState {
    /** Roles were exchanged, and the new server did not greet. */
    NOT_GREETED,
    GREETED,
    NOT_AVAILABLE,
    READY,
    MAIL,
    RECIPIENT,
    DATA,
    AFTER_DATA,
    AUTHENTICATING,
    STARTING_TLS,
    QUITTING,
    AFTER_GAP,
    RECOVERING
}
