package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.ssh.LoginGuess.Outcome.FAILED;
import static org.nsm.analyzers.ssh.LoginGuess.Outcome.NOTHING;
import static org.nsm.analyzers.ssh.LoginGuess.Outcome.SUCCEEDED;
import static org.nsm.analyzers.ssh.LoginGuess.Outcome.SUCCEEDED_WITHOUT_AUTHENTICATION;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginGuessTest {

    private static List<LoginGuess.Outcome> outcomes(int... lengths) {
        LoginGuess guess = new LoginGuess();
        return Arrays.stream(lengths).mapToObj(guess::next).toList();
    }

    @Test
    void aFailureHasTheLengthOfTheAnswerToTheMethodNone() {
        assertThat(outcomes(44, 76, 76, 76, 28)).containsExactly(NOTHING, NOTHING, FAILED, FAILED, SUCCEEDED);
    }

    @Test
    void aSuccessAtOnceNeededNoAuthentication() {
        assertThat(outcomes(48, 32)).containsExactly(NOTHING, SUCCEEDED_WITHOUT_AUTHENTICATION);
    }

    @Test
    void oneBannerIsPassedOver() {
        assertThat(outcomes(44, 960, 76, 76)).containsExactly(NOTHING, NOTHING, NOTHING, FAILED);
        assertThat(outcomes(44, 960, 28)).containsExactly(NOTHING, NOTHING, SUCCEEDED_WITHOUT_AUTHENTICATION);
        assertThat(outcomes(44, 960, 960, 960)).containsExactly(NOTHING, NOTHING, NOTHING, FAILED);
    }

    @Test
    void otherLengthsMeanNothing() {
        assertThat(outcomes(44, 76, 100, 44, 900)).containsOnly(NOTHING);
    }

    @Test
    void nothingIsSaidAfterTheLogin() {
        assertThat(outcomes(44, 76, 28, 28, 76)).endsWith(SUCCEEDED, NOTHING, NOTHING);
    }
}
