package org.nsm.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.DceRpcEvent;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.Pop3Event;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.SmbFileEvent;
import org.nsm.api.event.SmtpEvent;

/**
 * Many requests before the first of their answers, which come in the order of the requests. A unit is a request with its
 * answer.
 */
final class Pipelines {

    /** So many commands of POP3 are kept until their turn comes, while one waits for its answer. */
    private static final int POP3_LIMIT = 4096;

    private Pipelines() {}

    private static List<Exchange.Message> pipeline(
            int size, IntFunction<Exchange.Message> request, IntFunction<Exchange.Message> answer) {
        List<Exchange.Message> messages = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            messages.add(request.apply(i));
        }
        for (int i = 0; i < size; i++) {
            messages.add(answer.apply(i));
        }
        return messages;
    }

    private static List<Exchange.Message> pipeline(int size, String request, String answer) {
        Exchange.Message asked = Exchange.Message.text(true, request);
        Exchange.Message answered = Exchange.Message.text(false, answer);
        return pipeline(size, i -> asked, i -> answered);
    }

    static Traffic http(int size) {
        List<Exchange.Message> messages = pipeline(
                size,
                "GET /index.html HTTP/1.1\r\nHost: www.example.org\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntext");
        return new ExchangeTraffic(AnalyzerTag.HTTP, size, List.of(), messages)
                .expect(HttpEvent.Request.class, size)
                .expect(HttpEvent.Reply.class, size)
                .expect(HttpEvent.MessageDone.class, 2L * size);
    }

    static Traffic smtp(int size) {
        return new ExchangeTraffic(
                        AnalyzerTag.SMTP, size, LargeMessages.SMTP_GREETING, pipeline(size, "NOOP\r\n", "250 Ok\r\n"))
                .expect(SmtpEvent.Request.class, size)
                .expect(SmtpEvent.Reply.class, size);
    }

    static Traffic pop3(int size) {
        List<Exchange.Message> greeting = List.of(
                Exchange.Message.text(false, "+OK ready\r\n"),
                Exchange.Message.text(true, "USER alice\r\n"),
                Exchange.Message.text(false, "+OK\r\n"),
                Exchange.Message.text(true, "PASS secret\r\n"),
                Exchange.Message.text(false, "+OK logged in\r\n"));
        return new ExchangeTraffic(AnalyzerTag.POP3, size, greeting, pipeline(size, "NOOP\r\n", "+OK\r\n"))
                .expect(Pop3Event.Request.class, Math.min(size, POP3_LIMIT + 1))
                .expect(Pop3Event.Reply.class, size);
    }

    static Traffic nfsCalls(int size) {
        List<Exchange.Message> messages = pipeline(size, NfsBenchmark::attributesCall, NfsBenchmark::attributesReply);
        return new ExchangeTraffic(NfsBenchmark.NFS_PORT, size, messages)
                .expect(RpcEvent.Call.class, size)
                .expect(RpcEvent.Reply.class, size)
                .expect(NfsEvent.ProcGetattr.class, size);
    }

    static Traffic dceRpcCalls(int size) {
        List<Exchange.Message> messages = pipeline(
                size, i -> dceRpc(true, DceRpcBenchmark.REQUEST, i), i -> dceRpc(false, DceRpcBenchmark.RESPONSE, i));
        return new ExchangeTraffic(AnalyzerTag.DCE_RPC, size, List.of(), messages)
                .expect(DceRpcEvent.Request.class, size)
                .expect(DceRpcEvent.Response.class, size);
    }

    private static Exchange.Message dceRpc(boolean isOrig, int type, int callId) {
        return new Exchange.Message(isOrig, DceRpcBenchmark.pdu(type, DceRpcBenchmark.WHOLE, callId));
    }

    static Traffic dnsQueries(int size) {
        List<Exchange.Message> messages = pipeline(
                size,
                i -> DnsBenchmark.message(true, i, "0001000000000000", ""),
                i -> DnsBenchmark.message(false, i, "0001000100000000", DnsBenchmark.record("c00c", 1, "c0000201")));
        return new ExchangeTraffic(DnsBenchmark.DNS_PORT, size, messages)
                .expect(DnsEvent.Request.class, size)
                .expect(DnsEvent.AReply.class, size);
    }

    /** Requests that open files, each of which is closed when all are open. */
    static Traffic smbRequests(int size) {
        List<Exchange.Message> messages = pipeline(
                size, i -> Smb2Benchmark.createRequest(i, "figures.xlsx"), i -> Smb2Benchmark.createResponse(i, i));
        messages.addAll(closing(size));
        return smb(size, messages);
    }

    /** Files are opened one after the other, and then closed in the same order. The unit is a file. */
    static Traffic smbFiles(int size) {
        List<Exchange.Message> messages = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            messages.add(Smb2Benchmark.createRequest(i, "figures.xlsx"));
            messages.add(Smb2Benchmark.createResponse(i, i));
        }
        messages.addAll(closing(size));
        return smb(size, messages);
    }

    private static List<Exchange.Message> closing(int size) {
        List<Exchange.Message> messages = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            messages.add(Smb2Benchmark.closeRequest(i, i));
            messages.add(Smb2Benchmark.closeResponse(i));
        }
        return messages;
    }

    /** Somebody listens to the content of files, since open ones are not kept else. */
    private static Traffic smb(int size, List<Exchange.Message> messages) {
        return new ExchangeTraffic(AnalyzerTag.SMB, size, List.of(), messages)
                .expect(Smb2Event.CreateRequest.class, size)
                .expect(Smb2Event.CreateResponse.class, size)
                .expect(Smb2Event.CloseRequest.class, size)
                .expect(Smb2Event.CloseResponse.class, size)
                .expect(SmbFileEvent.Data.class, 0);
    }
}
