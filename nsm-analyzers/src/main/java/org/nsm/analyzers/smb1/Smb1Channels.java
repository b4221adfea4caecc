package org.nsm.analyzers.smb1;

import org.nsm.api.event.Smb1Event;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of the events of SMB 1. */
final class Smb1Channels {

    final Channel<Smb1Event.Message> message;
    final Channel<Smb1Event.EmptyResponse> emptyResponse;
    final Channel<Smb1Event.Error> error;
    final Channel<Smb1Event.CheckDirectoryRequest> checkDirectoryRequest;
    final Channel<Smb1Event.CheckDirectoryResponse> checkDirectoryResponse;
    final Channel<Smb1Event.CloseRequest> closeRequest;
    final Channel<Smb1Event.CreateDirectoryRequest> createDirectoryRequest;
    final Channel<Smb1Event.CreateDirectoryResponse> createDirectoryResponse;
    final Channel<Smb1Event.EchoRequest> echoRequest;
    final Channel<Smb1Event.EchoResponse> echoResponse;
    final Channel<Smb1Event.LogoffAndx> logoffAndx;
    final Channel<Smb1Event.NegotiateRequest> negotiateRequest;
    final Channel<Smb1Event.NegotiateResponse> negotiateResponse;
    final Channel<Smb1Event.NtCreateAndxRequest> ntCreateAndxRequest;
    final Channel<Smb1Event.NtCreateAndxResponse> ntCreateAndxResponse;
    final Channel<Smb1Event.NtCancelRequest> ntCancelRequest;
    final Channel<Smb1Event.QueryInformationRequest> queryInformationRequest;
    final Channel<Smb1Event.ReadAndxRequest> readAndxRequest;
    final Channel<Smb1Event.ReadAndxResponse> readAndxResponse;
    final Channel<Smb1Event.SessionSetupAndxRequest> sessionSetupAndxRequest;
    final Channel<Smb1Event.SessionSetupAndxResponse> sessionSetupAndxResponse;
    final Channel<Smb1Event.TransactionRequest> transactionRequest;
    final Channel<Smb1Event.TransactionResponse> transactionResponse;
    final Channel<Smb1Event.TransactionSecondaryRequest> transactionSecondaryRequest;
    final Channel<Smb1Event.Transaction2Request> transaction2Request;
    final Channel<Smb1Event.Trans2FindFirst2Request> trans2FindFirst2Request;
    final Channel<Smb1Event.Trans2QueryPathInfoRequest> trans2QueryPathInfoRequest;
    final Channel<Smb1Event.Trans2GetDfsReferralRequest> trans2GetDfsReferralRequest;
    final Channel<Smb1Event.Transaction2SecondaryRequest> transaction2SecondaryRequest;
    final Channel<Smb1Event.TreeConnectAndxRequest> treeConnectAndxRequest;
    final Channel<Smb1Event.TreeConnectAndxResponse> treeConnectAndxResponse;
    final Channel<Smb1Event.TreeDisconnect> treeDisconnect;
    final Channel<Smb1Event.WriteAndxRequest> writeAndxRequest;
    final Channel<Smb1Event.WriteAndxResponse> writeAndxResponse;

    Smb1Channels(Channels channels) {
        message = channels.channel(Smb1Event.Message.class);
        emptyResponse = channels.channel(Smb1Event.EmptyResponse.class);
        error = channels.channel(Smb1Event.Error.class);
        checkDirectoryRequest = channels.channel(Smb1Event.CheckDirectoryRequest.class);
        checkDirectoryResponse = channels.channel(Smb1Event.CheckDirectoryResponse.class);
        closeRequest = channels.channel(Smb1Event.CloseRequest.class);
        createDirectoryRequest = channels.channel(Smb1Event.CreateDirectoryRequest.class);
        createDirectoryResponse = channels.channel(Smb1Event.CreateDirectoryResponse.class);
        echoRequest = channels.channel(Smb1Event.EchoRequest.class);
        echoResponse = channels.channel(Smb1Event.EchoResponse.class);
        logoffAndx = channels.channel(Smb1Event.LogoffAndx.class);
        negotiateRequest = channels.channel(Smb1Event.NegotiateRequest.class);
        negotiateResponse = channels.channel(Smb1Event.NegotiateResponse.class);
        ntCreateAndxRequest = channels.channel(Smb1Event.NtCreateAndxRequest.class);
        ntCreateAndxResponse = channels.channel(Smb1Event.NtCreateAndxResponse.class);
        ntCancelRequest = channels.channel(Smb1Event.NtCancelRequest.class);
        queryInformationRequest = channels.channel(Smb1Event.QueryInformationRequest.class);
        readAndxRequest = channels.channel(Smb1Event.ReadAndxRequest.class);
        readAndxResponse = channels.channel(Smb1Event.ReadAndxResponse.class);
        sessionSetupAndxRequest = channels.channel(Smb1Event.SessionSetupAndxRequest.class);
        sessionSetupAndxResponse = channels.channel(Smb1Event.SessionSetupAndxResponse.class);
        transactionRequest = channels.channel(Smb1Event.TransactionRequest.class);
        transactionResponse = channels.channel(Smb1Event.TransactionResponse.class);
        transactionSecondaryRequest = channels.channel(Smb1Event.TransactionSecondaryRequest.class);
        transaction2Request = channels.channel(Smb1Event.Transaction2Request.class);
        trans2FindFirst2Request = channels.channel(Smb1Event.Trans2FindFirst2Request.class);
        trans2QueryPathInfoRequest = channels.channel(Smb1Event.Trans2QueryPathInfoRequest.class);
        trans2GetDfsReferralRequest = channels.channel(Smb1Event.Trans2GetDfsReferralRequest.class);
        transaction2SecondaryRequest = channels.channel(Smb1Event.Transaction2SecondaryRequest.class);
        treeConnectAndxRequest = channels.channel(Smb1Event.TreeConnectAndxRequest.class);
        treeConnectAndxResponse = channels.channel(Smb1Event.TreeConnectAndxResponse.class);
        treeDisconnect = channels.channel(Smb1Event.TreeDisconnect.class);
        writeAndxRequest = channels.channel(Smb1Event.WriteAndxRequest.class);
        writeAndxResponse = channels.channel(Smb1Event.WriteAndxResponse.class);
    }
}
