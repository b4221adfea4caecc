package org.nsm.analyzers;

import static org.nsm.api.AnalyzerTag.AYIYA;
import static org.nsm.api.AnalyzerTag.DCE_RPC;
import static org.nsm.api.AnalyzerTag.DNS;
import static org.nsm.api.AnalyzerTag.DTLS;
import static org.nsm.api.AnalyzerTag.FINGER;
import static org.nsm.api.AnalyzerTag.FTP;
import static org.nsm.api.AnalyzerTag.FTP_DATA;
import static org.nsm.api.AnalyzerTag.GSSAPI;
import static org.nsm.api.AnalyzerTag.GTPV1;
import static org.nsm.api.AnalyzerTag.HTTP;
import static org.nsm.api.AnalyzerTag.IDENT;
import static org.nsm.api.AnalyzerTag.IMAP;
import static org.nsm.api.AnalyzerTag.IRC_DATA;
import static org.nsm.api.AnalyzerTag.KRB;
import static org.nsm.api.AnalyzerTag.KRB_TCP;
import static org.nsm.api.AnalyzerTag.MOUNT;
import static org.nsm.api.AnalyzerTag.NCP;
import static org.nsm.api.AnalyzerTag.NETBIOSSSN;
import static org.nsm.api.AnalyzerTag.NFS;
import static org.nsm.api.AnalyzerTag.NTLM;
import static org.nsm.api.AnalyzerTag.POP3;
import static org.nsm.api.AnalyzerTag.PORTMAPPER;
import static org.nsm.api.AnalyzerTag.SMB;
import static org.nsm.api.AnalyzerTag.SMTP;
import static org.nsm.api.AnalyzerTag.SSH;
import static org.nsm.api.AnalyzerTag.SSL;
import static org.nsm.api.AnalyzerTag.TEREDO;
import static org.nsm.api.AnalyzerTag.XMPP;
import static org.nsm.api.spi.Protocol.tcp;
import static org.nsm.api.spi.Protocol.udp;
import static org.nsm.api.spi.Signature.both;

import java.util.List;
import org.nsm.analyzers.ayiya.AyiyaAnalyzer;
import org.nsm.analyzers.dcerpc.DceRpcAnalyzer;
import org.nsm.analyzers.dns.DnsTcpAnalyzer;
import org.nsm.analyzers.dns.DnsUdpAnalyzer;
import org.nsm.analyzers.file.FileAnalyzer;
import org.nsm.analyzers.finger.FingerAnalyzer;
import org.nsm.analyzers.ftp.FtpAnalyzer;
import org.nsm.analyzers.gssapi.GssapiAnalyzer;
import org.nsm.analyzers.gtpv1.Gtpv1Analyzer;
import org.nsm.analyzers.http.HttpAnalyzer;
import org.nsm.analyzers.http.HttpSignatures;
import org.nsm.analyzers.ident.IdentAnalyzer;
import org.nsm.analyzers.imap.ImapAnalyzer;
import org.nsm.analyzers.krb.KrbSignatures;
import org.nsm.analyzers.krb.KrbTcpAnalyzer;
import org.nsm.analyzers.krb.KrbUdpAnalyzer;
import org.nsm.analyzers.ncp.NcpAnalyzer;
import org.nsm.analyzers.netbios.NetbiosDatagramAnalyzer;
import org.nsm.analyzers.netbios.NetbiosSessionAnalyzer;
import org.nsm.analyzers.ntlm.NtlmAnalyzer;
import org.nsm.analyzers.pop3.Pop3Analyzer;
import org.nsm.analyzers.smb.transport.SmbAnalyzer;
import org.nsm.analyzers.smtp.SmtpAnalyzer;
import org.nsm.analyzers.ssh.SshAnalyzer;
import org.nsm.analyzers.teredo.TeredoAnalyzer;
import org.nsm.analyzers.tls.DtlsAnalyzer;
import org.nsm.analyzers.tls.SslAnalyzer;
import org.nsm.analyzers.tls.TlsSignatures;
import org.nsm.analyzers.xmpp.XmppAnalyzer;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;
import org.nsm.api.spi.Signature;

/** The table of the documented protocols: a line for each. */
public final class StandardProtocols implements ProtocolProvider {

    /** Version 5.0 or 5.1, and a type of PDU that there is (C706, section 12.6.3). */
    private static final Signature DCE_RPC_HEADER = Signature.either("\\x05[\\x00\\x01][\\x00-\\x13]");

    /** A user who logs in, and a server that greets and then takes the name. */
    private static final Signature FTP_DIALOGUE =
            both("(?i)(.*[\\r\\n])? *USER ", "[\\r\\n ]*(120|220)[^0-9](.*[\\r\\n])? *(230|331)[^0-9]");

    /** Forwarding with a signature of the usual kind, and an IPv6 packet behind it. */
    private static final Signature AYIYA_PACKET = Signature.either("..\\x11\\x29");

    /** A header of NetBIOS or of the direct transport, and the protocol id of version 1 or 2. */
    private static final Signature SMB_MESSAGE = Signature.either(".{4}[\\xfe\\xff]SMB");

    /** An indication, or an IPv6 header with a Teredo address (RFC 4380, section 2.6) on either side. */
    private static final Signature TEREDO_PACKET = Signature.either(
            "\\x00[\\x00\\x01]|[\\x60-\\x6f].{7}(\\x20\\x01\\x00\\x00.{28}|.{16}\\x20\\x01\\x00\\x00.{12})");

    /** A packet of a subscriber, without extension headers. */
    private static final Signature GTPV1_PACKET =
            Signature.either("\\x30\\xff.{6}[\\x45-\\x4f\\x60-\\x6f]|[\\x31-\\x33]\\xff.{10}[\\x45-\\x4f\\x60-\\x6f]");

    private static final List<Protocol> TABLE = List.of(
            udp(AYIYA).port(5072).signature(AYIYA_PACKET).analyzer(AyiyaAnalyzer::new),
            tcp(DCE_RPC).port(135).acceptsPartial().signature(DCE_RPC_HEADER).analyzer(DceRpcAnalyzer::new),
            tcp(DNS).port(53).analyzer(DnsTcpAnalyzer::new),
            udp(DNS).port(53, 137, 5353, 5355).analyzer(DnsUdpAnalyzer::new),
            udp(DTLS).port(443).signature(TlsSignatures.DTLS).analyzer(DtlsAnalyzer::new),
            tcp(FINGER).port(79).acceptsPartial().analyzer(FingerAnalyzer::new),
            tcp(FTP).port(21, 2811).acceptsPartial().signature(FTP_DIALOGUE).analyzer(FtpAnalyzer::new),
            tcp(FTP_DATA).analyzer(FileAnalyzer::new),
            udp(GSSAPI).analyzer(GssapiAnalyzer::new),
            udp(GTPV1).port(2152, 2123).signature(GTPV1_PACKET).analyzer(Gtpv1Analyzer::new),
            tcp(HTTP)
                    .port(80, 81, 631, 1080, 3128, 8000, 8080, 8888)
                    .signature(HttpSignatures.HTTP)
                    .acceptsEmpty(HttpEvent.Stats.class)
                    .analyzer(HttpAnalyzer::new),
            tcp(IDENT).acceptsPartial().analyzer(IdentAnalyzer::new),
            tcp(IMAP).port(143).analyzer(ImapAnalyzer::new),
            tcp(IRC_DATA).analyzer(FileAnalyzer::new),
            udp(KRB).port(88)
                    .endsSilently()
                    .signature(KrbSignatures.DATAGRAM)
                    .prepare(KrbUdpAnalyzer::prepare)
                    .analyzer(KrbUdpAnalyzer::new),
            tcp(KRB_TCP).port(88).signature(KrbSignatures.STREAM).analyzer(KrbTcpAnalyzer::new),
            tcp(MOUNT).port(635, 20048).acceptsPartial().analyzer(RpcAnalyzers::stream),
            udp(MOUNT).port(635, 20048).endsSilently().analyzer(RpcAnalyzers::datagrams),
            tcp(NCP).port(524).acceptsPartial().analyzer(NcpAnalyzer::new),
            tcp(NETBIOSSSN).port(139).acceptsPartial().analyzer(NetbiosSessionAnalyzer::new),
            udp(NETBIOSSSN).port(138).analyzer(NetbiosDatagramAnalyzer::new),
            tcp(NFS).port(2049).acceptsPartial().analyzer(RpcAnalyzers::stream),
            udp(NFS).port(2049).endsSilently().analyzer(RpcAnalyzers::datagrams),
            udp(NTLM).analyzer(NtlmAnalyzer::new),
            tcp(POP3)
                    .signature(Signature.both("(?i)\\s*(APOP|AUTH|CAPA|STLS|USER)\\s", "\\+OK"))
                    .analyzer(Pop3Analyzer::new),
            tcp(PORTMAPPER).port(111).acceptsPartial().analyzer(RpcAnalyzers::stream),
            udp(PORTMAPPER).port(111).endsSilently().analyzer(RpcAnalyzers::datagrams),
            tcp(SMB).port(139, 445).acceptsPartial().signature(SMB_MESSAGE).analyzer(SmbAnalyzer::new),
            tcp(SMTP)
                    .port(25, 587)
                    .signature(Signature.both("(?i)\\s*(EHLO|HELO)\\s", "\\s*220[ -]"))
                    .analyzer(SmtpAnalyzer::new),
            tcp(SSH).port(22).signature(both("SSH-[12]\\.", "SSH-[12]\\.")).analyzer(SshAnalyzer::new),
            tcp(SSL).port(443, 563, 585, 614, 636, 989, 990, 992, 993, 995, 5223)
                    .signature(TlsSignatures.TLS)
                    .analyzer(SslAnalyzer::new),
            udp(TEREDO).port(3544).signature(TEREDO_PACKET).analyzer(TeredoAnalyzer::new),
            tcp(XMPP)
                    .port(5222, 5269)
                    .signature(Signature.either("(<\\?xml[^>]*>)?\\s*<stream:stream\\s"))
                    .analyzer(XmppAnalyzer::new));

    /** For the service loader. */
    public StandardProtocols() {}

    @Override
    public List<Protocol> protocols() {
        return TABLE;
    }
}
