package org.nsm.analyzers.xmpp;

import io.netty.buffer.ByteBuf;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.XmppEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.StreamAnalyzer;

/** Raises {@link XmppEvent}s. Looks at the negotiation in front of a stream, not at what it carries later. */
public final class XmppAnalyzer extends StreamAnalyzer {

    private final Channel<XmppEvent.Starttls> starttls;
    private final XmlTags originator = new XmlTags();
    private final XmlTags responder = new XmlTags();

    /** The originator asked for TLS. */
    private boolean asked;

    /** The responder agreed; the element in which it does so is not complete. */
    private boolean agreeing;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public XmppAnalyzer(AnalyzerContext context) {
        super(context);
        starttls = context.channel(XmppEvent.Starttls.class);
    }

    @Override
    protected void data(boolean isOrig, ByteBuf data) {
        XmlTags tags = isOrig ? originator : responder;
        while (context().active() && tags.next(data)) {
            tag(isOrig, tags.name(), tags.isEmptyElement());
        }
    }

    private void tag(boolean isOrig, String name, boolean empty) {
        switch (name) {
            case "success", "message", "presence", "db:result", "db:verify" ->
                context().finish();
            default -> negotiation(isOrig, local(name), empty);
        }
    }

    private void negotiation(boolean isOrig, String name, boolean empty) {
        if (isOrig) {
            if (name.equals("stream")) {
                confirm();
            }
            asked |= name.equals("starttls");
        } else if (name.equals("failure")) {
            asked = false;
        } else if (asked && name.equals("proceed") && !empty) {
            agreeing = true;
        } else if (asked && name.equals("proceed") || agreeing && name.equals("/proceed")) {
            if (starttls.wanted()) {
                starttls.raise(new XmppEvent.Starttls(connection()));
            }
            context().handOver(AnalyzerTag.SSL);
        }
    }

    /** A name without the prefix of its name space; the slash in front of one that ends an element stays. */
    private static String local(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return name;
        }
        String local = name.substring(colon + 1);
        return name.startsWith("/") ? "/" + local : local;
    }
}
