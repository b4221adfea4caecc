package org.nsm.reassembly.tcp;

import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The events of TCP, resolved once. */
final class TcpChannels {

    final Channel<TcpEvent.NewConnectionContents> newContents;
    final Channel<TcpEvent.ConnectionAttempt> attempt;
    final Channel<TcpEvent.ConnectionEstablished> established;
    final Channel<TcpEvent.PartialConnection> partial;
    final Channel<TcpEvent.ConnectionPartialClose> partialClose;
    final Channel<TcpEvent.ConnectionFinished> finished;
    final Channel<TcpEvent.ConnectionHalfFinished> halfFinished;
    final Channel<TcpEvent.ConnectionRejected> rejected;
    final Channel<TcpEvent.ConnectionReset> reset;
    final Channel<TcpEvent.ConnectionPending> pending;
    final Channel<TcpEvent.ConnectionSynPacket> synPacket;
    final Channel<TcpEvent.ConnectionFirstAck> firstAck;
    final Channel<TcpEvent.ConnectionEof> eof;
    final Channel<TcpEvent.Packet> packet;
    final Channel<TcpEvent.Option> option;
    final Channel<TcpEvent.Contents> contents;
    final Channel<TcpEvent.Rexmit> rexmit;
    final Channel<TcpEvent.MultipleChecksumErrors> checksumErrors;
    final Channel<TcpEvent.MultipleZeroWindows> zeroWindows;
    final Channel<TcpEvent.MultipleRetransmissions> retransmissions;
    final Channel<TcpEvent.ContentsFileWriteFailure> writeFailure;
    final Channel<ConnectionEvent.ContentGap> contentGap;
    final Channel<ConnectionEvent.RexmitInconsistency> inconsistency;
    final Channel<ConnectionEvent.Reused> reused;

    TcpChannels(Channels channels) {
        newContents = channels.channel(TcpEvent.NewConnectionContents.class);
        attempt = channels.channel(TcpEvent.ConnectionAttempt.class);
        established = channels.channel(TcpEvent.ConnectionEstablished.class);
        partial = channels.channel(TcpEvent.PartialConnection.class);
        partialClose = channels.channel(TcpEvent.ConnectionPartialClose.class);
        finished = channels.channel(TcpEvent.ConnectionFinished.class);
        halfFinished = channels.channel(TcpEvent.ConnectionHalfFinished.class);
        rejected = channels.channel(TcpEvent.ConnectionRejected.class);
        reset = channels.channel(TcpEvent.ConnectionReset.class);
        pending = channels.channel(TcpEvent.ConnectionPending.class);
        synPacket = channels.channel(TcpEvent.ConnectionSynPacket.class);
        firstAck = channels.channel(TcpEvent.ConnectionFirstAck.class);
        eof = channels.channel(TcpEvent.ConnectionEof.class);
        packet = channels.channel(TcpEvent.Packet.class);
        option = channels.channel(TcpEvent.Option.class);
        contents = channels.channel(TcpEvent.Contents.class);
        rexmit = channels.channel(TcpEvent.Rexmit.class);
        checksumErrors = channels.channel(TcpEvent.MultipleChecksumErrors.class);
        zeroWindows = channels.channel(TcpEvent.MultipleZeroWindows.class);
        retransmissions = channels.channel(TcpEvent.MultipleRetransmissions.class);
        writeFailure = channels.channel(TcpEvent.ContentsFileWriteFailure.class);
        contentGap = channels.channel(ConnectionEvent.ContentGap.class);
        inconsistency = channels.channel(ConnectionEvent.RexmitInconsistency.class);
        reused = channels.channel(ConnectionEvent.Reused.class);
    }
}
