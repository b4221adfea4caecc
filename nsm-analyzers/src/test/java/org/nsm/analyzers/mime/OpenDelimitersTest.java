package org.nsm.analyzers.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenDelimitersTest {

    private final OpenDelimiters delimiters = new OpenDelimiters();
    private final List<MimeEntity> open = new ArrayList<>();

    private MimeEntity open(String boundary) {
        ContentType type = ContentType.parse("multipart/mixed; boundary=\"" + boundary + "\"", problem -> {});
        assertThat(type).isNotNull();
        MimeEntity entity = new MimeEntity(true, open.size(), type);
        entity.openParts();
        delimiters.add(entity);
        open.add(entity);
        return entity;
    }

    private @Nullable MimeEntity find(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return delimiters.find(bytes, bytes.length);
    }

    @Test
    void findsTheEntityOfEachDelimiter() {
        MimeEntity outer = open("outer");
        MimeEntity inner = open("inner");
        assertThat(find("--outer")).isSameAs(outer);
        assertThat(find("--inner--")).isSameAs(inner);
        assertThat(find("--inner and more")).isSameAs(inner);
        assertThat(find("--other")).isNull();
        assertThat(find("--inne")).isNull();
        assertThat(find("")).isNull();
    }

    @Test
    void ofEqualDelimitersTheInnermostCounts() {
        MimeEntity outer = open("same");
        MimeEntity inner = open("same");
        assertThat(find("--same")).isSameAs(inner);
        delimiters.remove(inner);
        assertThat(find("--same")).isSameAs(outer);
        delimiters.remove(outer);
        assertThat(find("--same")).isNull();
        assertThat(delimiters.count()).isZero();
    }

    @Test
    void aDelimiterThatALineIsCountsMoreThanOneThatItBeginsWith() {
        MimeEntity longer = open("ab");
        MimeEntity shorter = open("a");
        assertThat(find("--ab")).isSameAs(longer);
        assertThat(find("--ab--  ")).isSameAs(longer);
        assertThat(find("--a")).isSameAs(shorter);
        assertThat(find("--abc")).isSameAs(shorter);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsWhatComparingWithEachOfThemFinds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            if (open.size() < 40 && random.nextInt(3) > 0) {
                open(text(random, 1 + random.nextInt(4)));
            } else if (!open.isEmpty()) {
                delimiters.remove(open.remove(open.size() - 1));
            }
            String line = "--" + text(random, random.nextInt(6)) + (random.nextBoolean() ? "" : " ");
            assertThat(find(line)).as(line).isSameAs(comparedWithEach(line));
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ab-".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    private @Nullable MimeEntity comparedWithEach(String line) {
        MimeEntity beginsWith = null;
        for (int i = open.size() - 1; i >= 0; i--) {
            MimeEntity entity = open.get(i);
            String delimiter = new String(entity.delimiter(), StandardCharsets.ISO_8859_1);
            String rest = line.startsWith(delimiter) ? line.substring(delimiter.length()) : null;
            if (rest != null
                    && (rest.isBlank()
                            || rest.startsWith("--") && rest.substring(2).isBlank())) {
                return entity;
            }
            if (rest != null && beginsWith == null) {
                beginsWith = entity;
            }
        }
        return beginsWith;
    }
}
