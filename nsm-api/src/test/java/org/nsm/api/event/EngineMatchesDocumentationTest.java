package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.EndpointState;

/** Holds the tags of analyzers and the states of endpoints against what is documented. */
class EngineMatchesDocumentationTest {

    private static final JsonNode ENGINE = Documentation.read("engine.json");

    @Test
    void everyDocumentedAnalyzerHasATag() {
        List<String> constants = Arrays.stream(AnalyzerTag.class.getFields())
                .map(field -> field.getName())
                .toList();
        assertThat(constants).containsExactlyInAnyOrderElementsOf(texts(ENGINE.get("analyzer_tags")));
    }

    @Test
    void eachTagIsNamedAsItsConstant() throws IllegalAccessException {
        for (var field : AnalyzerTag.class.getFields()) {
            assertThat(field.get(null)).isEqualTo(new AnalyzerTag(field.getName()));
        }
    }

    @Test
    void statesAreCountedAsDocumented() {
        ENGINE.get("endpoint_state").properties().forEach(transport -> {
            List<String> states = texts(transport.getValue());
            for (int code = 0; code < states.size(); code++) {
                assertThat(EndpointState.valueOf(states.get(code).toUpperCase(Locale.ROOT))
                                .code())
                        .as("%s of %s", states.get(code), transport.getKey())
                        .isEqualTo(code);
            }
        });
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
