package org.nsm.analyzers.smb2;

import org.nsm.api.event.Smb2Event;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of the events, resolved once for all connections. */
final class Smb2Channels {

    final Channel<Smb2Event.Message> message;
    final Channel<Smb2Event.NegotiateRequest> negotiateRequest;
    final Channel<Smb2Event.NegotiateResponse> negotiateResponse;
    final Channel<Smb2Event.SessionSetupRequest> sessionSetupRequest;
    final Channel<Smb2Event.SessionSetupResponse> sessionSetupResponse;
    final Channel<Smb2Event.TreeConnectRequest> treeConnectRequest;
    final Channel<Smb2Event.TreeConnectResponse> treeConnectResponse;
    final Channel<Smb2Event.TreeDisconnectRequest> treeDisconnectRequest;
    final Channel<Smb2Event.TreeDisconnectResponse> treeDisconnectResponse;
    final Channel<Smb2Event.CreateRequest> createRequest;
    final Channel<Smb2Event.CreateResponse> createResponse;
    final Channel<Smb2Event.CloseRequest> closeRequest;
    final Channel<Smb2Event.CloseResponse> closeResponse;
    final Channel<Smb2Event.ReadRequest> readRequest;
    final Channel<Smb2Event.WriteRequest> writeRequest;
    final Channel<Smb2Event.FileSattr> fileSattr;
    final Channel<Smb2Event.FileRename> fileRename;
    final Channel<Smb2Event.FileDelete> fileDelete;

    Smb2Channels(Channels channels) {
        message = channels.channel(Smb2Event.Message.class);
        negotiateRequest = channels.channel(Smb2Event.NegotiateRequest.class);
        negotiateResponse = channels.channel(Smb2Event.NegotiateResponse.class);
        sessionSetupRequest = channels.channel(Smb2Event.SessionSetupRequest.class);
        sessionSetupResponse = channels.channel(Smb2Event.SessionSetupResponse.class);
        treeConnectRequest = channels.channel(Smb2Event.TreeConnectRequest.class);
        treeConnectResponse = channels.channel(Smb2Event.TreeConnectResponse.class);
        treeDisconnectRequest = channels.channel(Smb2Event.TreeDisconnectRequest.class);
        treeDisconnectResponse = channels.channel(Smb2Event.TreeDisconnectResponse.class);
        createRequest = channels.channel(Smb2Event.CreateRequest.class);
        createResponse = channels.channel(Smb2Event.CreateResponse.class);
        closeRequest = channels.channel(Smb2Event.CloseRequest.class);
        closeResponse = channels.channel(Smb2Event.CloseResponse.class);
        readRequest = channels.channel(Smb2Event.ReadRequest.class);
        writeRequest = channels.channel(Smb2Event.WriteRequest.class);
        fileSattr = channels.channel(Smb2Event.FileSattr.class);
        fileRename = channels.channel(Smb2Event.FileRename.class);
        fileDelete = channels.channel(Smb2Event.FileDelete.class);
    }
}
