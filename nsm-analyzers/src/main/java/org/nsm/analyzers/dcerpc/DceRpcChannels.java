package org.nsm.analyzers.dcerpc;

import org.nsm.api.event.DceRpcEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of the events of DCE/RPC. */
final class DceRpcChannels {

    final Channel<DceRpcEvent.Message> message;
    final Channel<DceRpcEvent.Bind> bind;
    final Channel<DceRpcEvent.BindAck> bindAck;
    final Channel<DceRpcEvent.AlterContext> alterContext;
    final Channel<DceRpcEvent.AlterContextResp> alterContextResp;
    final Channel<DceRpcEvent.Request> request;
    final Channel<DceRpcEvent.Response> response;

    DceRpcChannels(Channels channels) {
        message = channels.channel(DceRpcEvent.Message.class);
        bind = channels.channel(DceRpcEvent.Bind.class);
        bindAck = channels.channel(DceRpcEvent.BindAck.class);
        alterContext = channels.channel(DceRpcEvent.AlterContext.class);
        alterContextResp = channels.channel(DceRpcEvent.AlterContextResp.class);
        request = channels.channel(DceRpcEvent.Request.class);
        response = channels.channel(DceRpcEvent.Response.class);
    }
}
