package org.nsm.analyzers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.nsm.api.Transport;
import org.nsm.api.spi.ApplicationStage;

/** A dialogue over TCP in which the sides take turns, the originator first, told again and again with something broken. */
public final class DamagedDialogue {

    private final TestEngine engine;
    private final ApplicationStage stage;
    private final int port;
    private final String[] turns;

    /** What is said, in hex, to a port. */
    public DamagedDialogue(TestEngine engine, int port, String... turns) {
        this.engine = engine;
        this.port = port;
        this.turns = turns;
        stage = engine.stage();
    }

    private ApplicationStage.StreamSink restarted() {
        engine.events.clear();
        return stage.stream(FakeFlow.to(port, Transport.TCP));
    }

    private ByteBuf turn(int number) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(turns[number].replace(" ", "")));
    }

    private static boolean isOrig(int turn) {
        return turn % 2 == 0;
    }

    /** Ends the dialogue at every octet in turn, and looks at what was raised until then. */
    public void cutAnywhere(Runnable look) {
        for (int cut = 0; cut < turns.length; cut++) {
            ByteBuf last = turn(cut);
            for (int length = 0; length < last.readableBytes(); length++) {
                ApplicationStage.StreamSink sink = restarted();
                for (int before = 0; before < cut; before++) {
                    sink.data(isOrig(before), turn(before));
                }
                sink.data(isOrig(cut), last.slice(0, length));
                sink.endOfStream(isOrig(cut));
                look.run();
                sink.end();
            }
        }
    }

    /** Tells all of the dialogue with each octet changed to each of some values. */
    public void everyOctetAs(int... values) {
        for (int damaged = 0; damaged < turns.length; damaged++) {
            int size = turn(damaged).readableBytes();
            for (int at = 0; at < size; at++) {
                for (int value : values) {
                    ApplicationStage.StreamSink sink = restarted();
                    for (int i = 0; i < turns.length; i++) {
                        ByteBuf bytes = turn(i);
                        if (i == damaged) {
                            bytes.setByte(at, value);
                        }
                        sink.data(isOrig(i), bytes);
                    }
                    sink.end();
                }
            }
        }
    }
}
