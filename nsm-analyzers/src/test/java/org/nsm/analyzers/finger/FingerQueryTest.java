package org.nsm.analyzers.finger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;

class FingerQueryTest {

    private static FingerQuery parse(String line) {
        return FingerQuery.parse(ascii(line));
    }

    @Test
    void asksForEverybody() {
        assertThat(parse("")).isEqualTo(new FingerQuery(false, "", ""));
        assertThat(parse("/W")).isEqualTo(new FingerQuery(true, "", ""));
    }

    @Test
    void asksForAUser() {
        assertThat(parse("alice")).isEqualTo(new FingerQuery(false, "alice", ""));
        assertThat(parse("/W  alice ")).isEqualTo(new FingerQuery(true, "alice", ""));
        assertThat(parse("/w alice")).isEqualTo(new FingerQuery(true, "alice", ""));
    }

    @Test
    void takesNoFlagForAName() {
        assertThat(parse("/Walice")).isEqualTo(new FingerQuery(false, "/Walice", ""));
    }

    @Test
    void asksForAUserOnAnotherHostInTheLongForm() {
        assertThat(parse("/W alice@example.org")).isEqualTo(new FingerQuery(true, "alice", "example.org"));
    }

    @Test
    void asksForEverybodyOnAnotherHost() {
        assertThat(parse("@example.org")).isEqualTo(new FingerQuery(false, "", "example.org"));
    }

    @Test
    void passesAQueryOnThroughSeveralHosts() {
        assertThat(parse("/W carol@a.example@b.example"))
                .isEqualTo(new FingerQuery(true, "carol", "a.example@b.example"));
    }
}
