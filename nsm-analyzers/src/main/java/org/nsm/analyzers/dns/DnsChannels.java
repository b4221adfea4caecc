package org.nsm.analyzers.dns;

import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** What the DNS analyzers of all connections share: the channels, and the reader. */
final class DnsChannels {

    final Channel<DnsEvent.Message> message;
    final Channel<DnsEvent.Request> request;
    final Channel<DnsEvent.Rejected> rejected;
    final Channel<DnsEvent.QueryReply> queryReply;
    final Channel<DnsEvent.AReply> a;
    final Channel<DnsEvent.AaaaReply> aaaa;
    final Channel<DnsEvent.A6Reply> a6;
    final Channel<DnsEvent.NsReply> ns;
    final Channel<DnsEvent.CnameReply> cname;
    final Channel<DnsEvent.PtrReply> ptr;
    final Channel<DnsEvent.SoaReply> soa;
    final Channel<DnsEvent.WksReply> wks;
    final Channel<DnsEvent.HinfoReply> hinfo;
    final Channel<DnsEvent.MxReply> mx;
    final Channel<DnsEvent.TxtReply> txt;
    final Channel<DnsEvent.CaaReply> caa;
    final Channel<DnsEvent.SrvReply> srv;
    final Channel<DnsEvent.UnknownReply> unknown;
    final Channel<DnsEvent.EdnsAddl> edns;
    final Channel<DnsEvent.TsigAddl> tsig;
    final Channel<DnsEvent.Rrsig> rrsig;
    final Channel<DnsEvent.Dnskey> dnskey;
    final Channel<DnsEvent.Nsec> nsec;
    final Channel<DnsEvent.Nsec3> nsec3;
    final Channel<DnsEvent.Ds> ds;
    final Channel<DnsEvent.End> end;

    @SuppressWarnings("deprecation") // it is still raised
    final Channel<DnsEvent.NonDnsRequest> nonDnsRequest;

    /** Whether anybody wants to hear what is odd: names are then looked at even if nobody wants them. */
    final boolean weirdWanted;

    /** For one message at a time. */
    final MessageReader reader = new MessageReader();

    @SuppressWarnings("deprecation")
    DnsChannels(Channels channels) {
        message = channels.channel(DnsEvent.Message.class);
        request = channels.channel(DnsEvent.Request.class);
        rejected = channels.channel(DnsEvent.Rejected.class);
        queryReply = channels.channel(DnsEvent.QueryReply.class);
        a = channels.channel(DnsEvent.AReply.class);
        aaaa = channels.channel(DnsEvent.AaaaReply.class);
        a6 = channels.channel(DnsEvent.A6Reply.class);
        ns = channels.channel(DnsEvent.NsReply.class);
        cname = channels.channel(DnsEvent.CnameReply.class);
        ptr = channels.channel(DnsEvent.PtrReply.class);
        soa = channels.channel(DnsEvent.SoaReply.class);
        wks = channels.channel(DnsEvent.WksReply.class);
        hinfo = channels.channel(DnsEvent.HinfoReply.class);
        mx = channels.channel(DnsEvent.MxReply.class);
        txt = channels.channel(DnsEvent.TxtReply.class);
        caa = channels.channel(DnsEvent.CaaReply.class);
        srv = channels.channel(DnsEvent.SrvReply.class);
        unknown = channels.channel(DnsEvent.UnknownReply.class);
        edns = channels.channel(DnsEvent.EdnsAddl.class);
        tsig = channels.channel(DnsEvent.TsigAddl.class);
        rrsig = channels.channel(DnsEvent.Rrsig.class);
        dnskey = channels.channel(DnsEvent.Dnskey.class);
        nsec = channels.channel(DnsEvent.Nsec.class);
        nsec3 = channels.channel(DnsEvent.Nsec3.class);
        ds = channels.channel(DnsEvent.Ds.class);
        end = channels.channel(DnsEvent.End.class);
        nonDnsRequest = channels.channel(DnsEvent.NonDnsRequest.class);
        weirdWanted = channels.channel(WeirdEvent.OfConnection.class).wanted();
    }
}
