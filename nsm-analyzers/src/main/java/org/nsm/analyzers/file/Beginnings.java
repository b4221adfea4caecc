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

    /** By the octet that those at the very beginning of a file have there; a few have one of several. */
    private final List<List<Condition>> byFirstOctet = new ArrayList<>();

    private final List<Condition> anywhere = new ArrayList<>();

    private Beginnings(List<Condition> conditions) {
        for (int i = 0; i < 256; i++) {
            byFirstOctet.add(new ArrayList<>(0));
        }
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Octets octets && octets.isAtStart()) {
                for (int octet = 0; octet < 256; octet++) {
                    if (octets.mayBeginWith((byte) octet)) {
                        byFirstOctet.get(octet).add(condition);
                    }
                }
            } else {
                anywhere.add(condition);
            }
        }
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
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(table, reader);
            return new Beginnings(reader.conditions);
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(TABLE + " cannot be read", e);
        }
    }

    /** Whether octets may be the beginning of something that has a signature. */
    boolean mayBeRegistered(byte[] beginning) {
        return beginning.length > 0
                && (any(byFirstOctet.get(beginning[0] & 0xff), beginning) || any(anywhere, beginning));
    }

    private static boolean any(List<Condition> conditions, byte[] beginning) {
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).holds(beginning)) {
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
