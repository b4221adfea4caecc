package org.nsm.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;

/** Messages of an application protocol on one connection, or in datagrams between two hosts. */
@SuppressWarnings("NullAway.Init") // set by open
final class ExchangeTraffic extends Traffic {

    private final List<Exchange.Message> messages;
    private final int greeting;
    private final int datagramPort;
    private Runnable messagesOfTurn;

    /** Messages over TCP, of which the first are sent only once. */
    ExchangeTraffic(AnalyzerTag protocol, int units, List<Exchange.Message> greeting, List<Exchange.Message> turn) {
        super(units);
        builder().addPort(protocol, Port.tcp(Handshake.SERVER_PORT));
        messages = new ArrayList<>(greeting);
        messages.addAll(turn);
        this.greeting = greeting.size();
        datagramPort = 0;
    }

    /** Messages over UDP, to the port of a protocol. */
    ExchangeTraffic(int port, int units, List<Exchange.Message> turn) {
        super(units);
        messages = turn;
        greeting = 0;
        datagramPort = port;
    }

    @Override
    void open(Analyzer analyzer) {
        if (datagramPort != 0) {
            messagesOfTurn = new Datagrams(analyzer, datagramPort, messages)::feed;
        } else {
            Exchange exchange = new Exchange(analyzer, messages);
            exchange.feed(0, greeting);
            messagesOfTurn = () -> exchange.feed(greeting, messages.size());
        }
    }

    @Override
    void turn() {
        messagesOfTurn.run();
    }
}
