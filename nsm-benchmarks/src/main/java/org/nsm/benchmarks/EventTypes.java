package org.nsm.benchmarks;

import java.util.List;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.event.BackDoorEvent;
import org.nsm.api.event.BitTorrentEvent;
import org.nsm.api.event.ConnSizeEvent;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.DceRpcEvent;
import org.nsm.api.event.DhcpEvent;
import org.nsm.api.event.Dnp3Event;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.FileEvent;
import org.nsm.api.event.FingerEvent;
import org.nsm.api.event.FtpEvent;
import org.nsm.api.event.GnutellaEvent;
import org.nsm.api.event.GssapiEvent;
import org.nsm.api.event.Gtpv1Event;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.IcmpEvent;
import org.nsm.api.event.IdentEvent;
import org.nsm.api.event.ImapEvent;
import org.nsm.api.event.InterConnEvent;
import org.nsm.api.event.IpEvent;
import org.nsm.api.event.IrcEvent;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.event.LoginEvent;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.ModbusEvent;
import org.nsm.api.event.MountEvent;
import org.nsm.api.event.MysqlEvent;
import org.nsm.api.event.NcpEvent;
import org.nsm.api.event.NetbiosEvent;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.NtlmEvent;
import org.nsm.api.event.NtpEvent;
import org.nsm.api.event.Pop3Event;
import org.nsm.api.event.PortmapperEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.RadiusEvent;
import org.nsm.api.event.RdpEvent;
import org.nsm.api.event.RfbEvent;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.event.SipEvent;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.SmbEvent;
import org.nsm.api.event.SmbFileEvent;
import org.nsm.api.event.SmtpEvent;
import org.nsm.api.event.SnmpEvent;
import org.nsm.api.event.SocksEvent;
import org.nsm.api.event.SshEvent;
import org.nsm.api.event.SslEvent;
import org.nsm.api.event.SteppingStoneEvent;
import org.nsm.api.event.SyslogEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.event.TeredoEvent;
import org.nsm.api.event.UdpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.event.XmppEvent;

/** The events, told apart by what they are about. Each protocol has an interface, whose records are its events. */
final class EventTypes {

    /** Of what packets and connections carry. */
    static final List<Class<? extends Event>> APPLICATION = List.of(
            BackDoorEvent.class,
            BitTorrentEvent.class,
            DceRpcEvent.class,
            DhcpEvent.class,
            Dnp3Event.class,
            DnsEvent.class,
            FileEvent.class,
            FingerEvent.class,
            FtpEvent.class,
            GnutellaEvent.class,
            GssapiEvent.class,
            Gtpv1Event.class,
            HttpEvent.class,
            IdentEvent.class,
            ImapEvent.class,
            InterConnEvent.class,
            IrcEvent.class,
            KrbEvent.class,
            LoginEvent.class,
            MimeEvent.class,
            ModbusEvent.class,
            MountEvent.class,
            MysqlEvent.class,
            NcpEvent.class,
            NetbiosEvent.class,
            NfsEvent.class,
            NtlmEvent.class,
            NtpEvent.class,
            Pop3Event.class,
            PortmapperEvent.class,
            ProtocolEvent.class,
            RadiusEvent.class,
            RdpEvent.class,
            RfbEvent.class,
            RpcEvent.class,
            SipEvent.class,
            Smb1Event.class,
            Smb2Event.class,
            SmbEvent.class,
            SmtpEvent.class,
            SnmpEvent.class,
            SocksEvent.class,
            SshEvent.class,
            SslEvent.class,
            SteppingStoneEvent.class,
            SyslogEvent.class,
            TeredoEvent.class,
            XmppEvent.class);

    /** Of packets and connections as such. */
    static final List<Class<? extends Event>> TRANSPORT = List.of(
            ArpEvent.class,
            ConnSizeEvent.class,
            ConnectionEvent.class,
            IcmpEvent.class,
            IpEvent.class,
            TcpEvent.class,
            UdpEvent.class,
            WeirdEvent.class);

    /** Beyond the documented ones. */
    static final List<Class<? extends Event>> OWN = List.of(SmbFileEvent.class);

    private EventTypes() {}
}
