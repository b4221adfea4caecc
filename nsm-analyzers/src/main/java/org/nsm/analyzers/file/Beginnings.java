package org.nsm.analyzers.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.tika.mime.MimeTypes;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Tells at a glance whether octets can be the beginning of a file of a registered kind at all. Most text is not, and need
 * not be held against each of a thousand signatures, which takes the better part of a millisecond.
 *
 * <p>Looks at the outermost conditions of each signature in the table of Apache Tika, in the form that this documents for
 * it. What lies inside them, how many of them must hold, and in which order signatures are tried, is not looked at: the
 * answer true only means that it is worth asking.
 */
final class Beginnings {

    private static final String TABLE = "tika-mimetypes.xml";
    private static final int OCTETS = 256;

    /** What must hold at the very beginning, by the octet there. */
    private final Condition[][] atStart;

    /** What must hold somewhere, by the octet at that place. */
    private final Condition[][] later;

    private Beginnings(List<Condition> conditions) {
        List<Condition> ofStart = new ArrayList<>();
        List<Condition> ofRest = new ArrayList<>();
        conditions.forEach(condition -> (condition.last() == 0 ? ofStart : ofRest).add(condition));
        atStart = byOctet(ofStart);
        later = byOctet(ofRest);
    }

    private static Condition[][] byOctet(List<Condition> conditions) {
        Condition[][] byOctet = new Condition[OCTETS][];
        List<Condition> possible = new ArrayList<>();
        for (int i = 0; i < OCTETS; i++) {
            possible.clear();
            for (Condition condition : conditions) {
                if (condition.mayBeginWith((byte) i)) {
                    possible.add(condition);
                }
            }
            byOctet[i] = possible.toArray(Condition[]::new);
        }
        return byOctet;
    }

    /**
     * Reads the table.
     *
     * @throws IllegalStateException if the library comes without it, or with something else in its place
     */
    static Beginnings read() {
        try (InputStream table = MimeTypes.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException(TABLE + " is missing");
            }
            Reader reader = new Reader();
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(table, reader);
            return new Beginnings(reader.conditions);
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(TABLE + " cannot be read", e);
        }
    }

    /** Whether octets may be the beginning of something that has a signature. */
    boolean mayBeRegistered(byte[] beginning) {
        if (beginning.length == 0) {
            return false;
        }
        if (any(atStart, beginning, 0)) {
            return true;
        }
        // Behind the end there are only zeros, the same wherever one begins.
        for (int place = 0; place <= beginning.length; place++) {
            if (any(later, beginning, place)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(Condition[][] byOctet, byte[] beginning, int place) {
        for (Condition condition : byOctet[place < beginning.length ? beginning[place] & 0xff : 0]) {
            if (condition.first() <= place && place <= condition.last() && condition.holdsAt(beginning, place)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the outermost conditions out of the table; of a group without a condition of its own, those inside it. */
    private static final class Reader extends DefaultHandler {

        private final List<Condition> conditions = new ArrayList<>();

        /** How deep the element at hand is inside a condition that was taken; 0 for not at all. */
        private int inside;

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) {
            if (!name.equals("match")) {
                return;
            }
            String value = attributes.getValue("value");
            if (inside > 0) {
                inside++;
            } else if (value != null) {
                inside = 1;
                conditions.add(Condition.of(
                        attributes.getValue("type"),
                        attributes.getValue("offset"),
                        value,
                        attributes.getValue("mask")));
            }
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            if (inside > 0 && name.equals("match")) {
                inside--;
            }
        }
    }
}
