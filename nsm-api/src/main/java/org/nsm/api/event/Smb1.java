package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;
import org.nsm.api.Unicode;

/** What the messages of SMB 1 hold (MS-CIFS). */
public final class Smb1 {

    private Smb1() {}

    /**
     * The 32 bytes that every message starts with (MS-CIFS, section 2.2.3.1). All of them are as sent.
     *
     * @param command     the command; in a chain that of the first block
     * @param status      the NTSTATUS code, or class and code of a DOS error as one number; unsigned 32 bits
     * @param flags       the first flags; bit 7 marks an answer
     * @param flags2      the second flags; bit 15 says that texts are UTF-16, bit 14 that the status is an NTSTATUS
     *                    code
     * @param treeId      the share
     * @param processId   the process of the client; unsigned 32 bits
     * @param userId      the session of a user
     * @param multiplexId what ties an answer to its request
     */
    @Name("SMB1::Header")
    public record Header(
            int command,
            long status,
            int flags,
            int flags2,
            @Name("tid") int treeId,
            @Name("pid") long processId,
            @Name("uid") int userId,
            @Name("mid") int multiplexId) {}

    /**
     * The answer to NEGOTIATE (MS-CIFS, section 2.2.4.52.2). One of the three is set, by the dialect that was chosen;
     * none of them when the answer has an unknown layout.
     *
     * @param core   the answer of one word: the first dialect of all, or none
     * @param lanman the answer of 13 words: a LAN Manager dialect
     * @param ntlm   the answer of 17 words: {@code NT LM 0.12}
     */
    @Name("SMB1::NegotiateResponse")
    public record NegotiateResponse(
            @Nullable NegotiateResponseCore core,
            @Nullable NegotiateResponseLanman lanman,
            @Nullable NegotiateResponseNtlm ntlm) {}

    /**
     * The answer to NEGOTIATE with the core dialect (MS-CIFS, section 2.2.4.52.2).
     *
     * @param dialectIndex the place of the chosen dialect in the request, from 0; 65535 for none
     */
    @Name("SMB1::NegotiateResponseCore")
    public record NegotiateResponseCore(int dialectIndex) {}

    /**
     * The answer to NEGOTIATE with a LAN Manager dialect (MS-CIFS, section 2.2.4.52.2).
     *
     * @param wordCount     the number of parameter words: 13
     * @param dialectIndex  the place of the chosen dialect in the request, from 0
     * @param securityMode  how users are authenticated
     * @param maxBufferSize the longest message that the server takes, in bytes
     * @param maxMpxCount   how many requests may be pending at once
     * @param maxNumberVcs  how many connections the client may have in one session
     * @param rawMode       whether raw reads and writes are possible
     * @param sessionKey    a number for the session; unsigned 32 bits
     * @param serverTime    the clock of the server, by the time zone in the answer, to two seconds
     * @param encryptionKey the challenge; empty without challenge and response
     * @param primaryDomain the domain or workgroup of the server
     */
    @Name("SMB1::NegotiateResponseLANMAN")
    public record NegotiateResponseLanman(
            int wordCount,
            int dialectIndex,
            NegotiateResponseSecurity securityMode,
            int maxBufferSize,
            int maxMpxCount,
            int maxNumberVcs,
            NegotiateRawMode rawMode,
            long sessionKey,
            Instant serverTime,
            ByteBuf encryptionKey,
            String primaryDomain) {}

    /**
     * The answer to NEGOTIATE with {@code NT LM 0.12} (MS-CIFS, section 2.2.4.52.2; MS-SMB, section 2.2.4.5.2).
     *
     * @param wordCount     the number of parameter words: 17
     * @param dialectIndex  the place of the chosen dialect in the request, from 0
     * @param securityMode  how users are authenticated, and messages signed
     * @param maxBufferSize the longest message that the server takes, in bytes
     * @param maxMpxCount   how many requests may be pending at once
     * @param maxNumberVcs  how many connections the client may have in one session
     * @param maxRawSize    the longest raw read or write, in bytes
     * @param sessionKey    a number for the session; unsigned 32 bits
     * @param capabilities  what the server can do
     * @param serverTime    the clock of the server
     * @param encryptionKey the challenge; null with extended security
     * @param domainName    the domain or workgroup of the server; null with extended security
     * @param guid          the 16 bytes of the server's GUID; null without extended security
     * @param securityBlob  the first security token of the server; null without extended security, or where it is
     *                      handed to another analyzer
     */
    @Name("SMB1::NegotiateResponseNTLM")
    public record NegotiateResponseNtlm(
            int wordCount,
            int dialectIndex,
            NegotiateResponseSecurity securityMode,
            long maxBufferSize,
            int maxMpxCount,
            int maxNumberVcs,
            long maxRawSize,
            long sessionKey,
            NegotiateCapabilities capabilities,
            Instant serverTime,
            @Nullable ByteBuf encryptionKey,
            @Unicode @Nullable String domainName,
            @Nullable ByteBuf guid,
            @Nullable ByteBuf securityBlob) {}

    /**
     * The security mode of a server (MS-CIFS, section 2.2.4.52.2).
     *
     * @param userLevel          access is granted to users; otherwise to who knows the password of a share
     * @param challengeResponse  passwords answer a challenge; otherwise they are sent as they are
     * @param signaturesEnabled  messages can be signed; null in LAN Manager dialects
     * @param signaturesRequired messages must be signed; null in LAN Manager dialects
     */
    @Name("SMB1::NegotiateResponseSecurity")
    public record NegotiateResponseSecurity(
            boolean userLevel,
            boolean challengeResponse,
            @Nullable Boolean signaturesEnabled,
            @Nullable Boolean signaturesRequired) {}

    /**
     * The raw modes of a server (MS-CIFS, section 2.2.4.52.2).
     *
     * @param readRaw  SMB_COM_READ_RAW is possible
     * @param writeRaw SMB_COM_WRITE_RAW is possible
     */
    @Name("SMB1::NegotiateRawMode")
    public record NegotiateRawMode(boolean readRaw, boolean writeRaw) {}

    /**
     * What a server can do (MS-CIFS, section 2.2.4.52.2; MS-SMB, section 2.2.4.5.2.1).
     *
     * @param rawMode           raw reads and writes
     * @param mpxMode           multiplexed reads and writes
     * @param unicode           texts in UTF-16
     * @param largeFiles        offsets of 64 bits
     * @param ntSmbs            the commands of {@code NT LM 0.12}
     * @param rpcRemoteApis     remote administration by DCE/RPC
     * @param status32          NTSTATUS codes
     * @param level2Oplocks     opportunistic locks of level II
     * @param lockAndRead       SMB_COM_LOCK_AND_READ
     * @param ntFind            searches by transactions of the second kind
     * @param dfs               the distributed file system
     * @param infolevelPassthru information levels of Windows NT passed through
     * @param largeReadx        reads of more than the buffer size
     * @param largeWritex       writes of more than the buffer size
     * @param unix              the extensions for UNIX
     * @param bulkTransfer      bulk reads and writes; nobody implements them
     * @param compressedData    compressed bulk transfer; nobody implements it
     * @param extendedSecurity  logons by security tokens (SPNEGO)
     */
    @Name("SMB1::NegotiateCapabilities")
    public record NegotiateCapabilities(
            boolean rawMode,
            boolean mpxMode,
            boolean unicode,
            boolean largeFiles,
            boolean ntSmbs,
            boolean rpcRemoteApis,
            boolean status32,
            @Name("level_2_oplocks") boolean level2Oplocks,
            boolean lockAndRead,
            boolean ntFind,
            boolean dfs,
            boolean infolevelPassthru,
            boolean largeReadx,
            boolean largeWritex,
            boolean unix,
            boolean bulkTransfer,
            boolean compressedData,
            boolean extendedSecurity) {}

    /**
     * A step of a logon (MS-CIFS, section 2.2.4.53.1; MS-SMB, section 2.2.4.6.1). The number of words decides what is
     * set: 10 before {@code NT LM 0.12}, 12 with extended security, 13 without.
     *
     * @param wordCount               the number of parameter words: 10, 12 or 13
     * @param maxBufferSize           the longest message that the client takes, in bytes
     * @param maxMpxCount             how many requests the client will have pending at once
     * @param vcNumber                the number of this connection within the session; 0 for a new session
     * @param sessionKey              the number that the server gave in NEGOTIATE; unsigned 32 bits
     * @param nativeOs                the operating system of the client
     * @param nativeLanman            the SMB software of the client
     * @param accountName             the user; null with 12 words
     * @param accountPassword         the password or the response to the challenge; null with other than 10 words
     * @param primaryDomain           the domain of the user; null with 12 words
     * @param caseInsensitivePassword the LAN Manager response; null with other than 13 words
     * @param caseSensitivePassword   the NTLM response; null with other than 13 words
     * @param securityBlob            the security token; null with other than 12 words, or where it is handed to
     *                                another analyzer
     * @param capabilities            what the client can do; null with 10 words
     */
    @Name("SMB1::SessionSetupAndXRequest")
    public record SessionSetupAndxRequest(
            int wordCount,
            int maxBufferSize,
            int maxMpxCount,
            int vcNumber,
            long sessionKey,
            @Unicode String nativeOs,
            @Unicode String nativeLanman,
            @Unicode @Nullable String accountName,
            @Nullable ByteBuf accountPassword,
            @Unicode @Nullable String primaryDomain,
            @Nullable ByteBuf caseInsensitivePassword,
            @Nullable ByteBuf caseSensitivePassword,
            @Nullable ByteBuf securityBlob,
            @Nullable SessionSetupAndxCapabilities capabilities) {}

    /**
     * The answer to a step of a logon (MS-CIFS, section 2.2.4.53.2; MS-SMB, section 2.2.4.6.2). With a number of words
     * other than 3 and 4 only that number is set.
     *
     * @param wordCount     the number of parameter words: 3, or 4 with extended security
     * @param isGuest       the user was taken for a guest
     * @param nativeOs      the operating system of the server
     * @param nativeLanman  the SMB software of the server
     * @param primaryDomain the domain of the server; null with 4 words
     * @param securityBlob  the security token; null with 3 words, or where it is handed to another analyzer
     */
    @Name("SMB1::SessionSetupAndXResponse")
    public record SessionSetupAndxResponse(
            int wordCount,
            @Nullable Boolean isGuest,
            @Unicode @Nullable String nativeOs,
            @Unicode @Nullable String nativeLanman,
            @Unicode @Nullable String primaryDomain,
            @Nullable ByteBuf securityBlob) {}

    /**
     * What a client can do (MS-CIFS, section 2.2.4.53.1).
     *
     * @param unicode       texts in UTF-16
     * @param largeFiles    offsets of 64 bits
     * @param ntSmbs        the commands of {@code NT LM 0.12}
     * @param status32      NTSTATUS codes
     * @param level2Oplocks opportunistic locks of level II
     * @param ntFind        searches by transactions of the second kind
     */
    @Name("SMB1::SessionSetupAndXCapabilities")
    public record SessionSetupAndxCapabilities(
            boolean unicode,
            boolean largeFiles,
            boolean ntSmbs,
            boolean status32,
            @Name("level_2_oplocks") boolean level2Oplocks,
            boolean ntFind) {}

    /**
     * The words of a further part of a transaction (MS-CIFS, section 2.2.4.34.1). Counts and displacements are in
     * bytes; offsets count from the start of the SMB header.
     *
     * @param totalParamCount   the parameter bytes of the whole transaction
     * @param totalDataCount    the data bytes of the whole transaction
     * @param paramCount        the parameter bytes in this message
     * @param paramOffset       where they start
     * @param paramDisplacement where they belong among the parameters of the transaction
     * @param dataCount         the data bytes in this message
     * @param dataOffset        where they start
     * @param dataDisplacement  where they belong among the data of the transaction
     */
    @Name("SMB1::Trans_Sec_Args")
    public record TransactionSecondaryArguments(
            int totalParamCount,
            int totalDataCount,
            int paramCount,
            int paramOffset,
            int paramDisplacement,
            int dataCount,
            int dataOffset,
            int dataDisplacement) {}

    /**
     * The words of a transaction of the second kind (MS-CIFS, section 2.2.4.46.1). Counts are in bytes; offsets count
     * from the start of the SMB header.
     *
     * @param totalParamCount the parameter bytes of the whole transaction
     * @param totalDataCount  the data bytes of the whole transaction
     * @param maxParamCount   how many parameter bytes the client takes in the answer
     * @param maxDataCount    how many data bytes the client takes in the answer
     * @param maxSetupCount   how many setup words the client takes in the answer
     * @param flags           bit 0: disconnect from the share afterwards; bit 1: no answer is wanted
     * @param timeout         how long the server may take, in milliseconds; 0 for at once, 0xFFFFFFFF for as long as it
     *                        likes
     * @param paramCount      the parameter bytes in this message
     * @param paramOffset     where they start
     * @param dataCount       the data bytes in this message
     * @param dataOffset      where they start
     * @param setupCount      the number of setup words
     */
    @Name("SMB1::Trans2_Args")
    public record Transaction2Arguments(
            int totalParamCount,
            int totalDataCount,
            int maxParamCount,
            int maxDataCount,
            int maxSetupCount,
            int flags,
            @Name("trans_timeout") long timeout,
            int paramCount,
            int paramOffset,
            int dataCount,
            int dataOffset,
            int setupCount) {}

    /**
     * The words of a further part of a transaction of the second kind (MS-CIFS, section 2.2.4.47.1). Counts and
     * displacements are in bytes; offsets count from the start of the SMB header.
     *
     * @param totalParamCount   the parameter bytes of the whole transaction
     * @param totalDataCount    the data bytes of the whole transaction
     * @param paramCount        the parameter bytes in this message
     * @param paramOffset       where they start
     * @param paramDisplacement where they belong among the parameters of the transaction
     * @param dataCount         the data bytes in this message
     * @param dataOffset        where they start
     * @param dataDisplacement  where they belong among the data of the transaction
     * @param fileId            the FID of the file that the transaction is about
     */
    @Name("SMB1::Trans2_Sec_Args")
    public record Transaction2SecondaryArguments(
            int totalParamCount,
            int totalDataCount,
            int paramCount,
            int paramOffset,
            int paramDisplacement,
            int dataCount,
            int dataOffset,
            int dataDisplacement,
            @Name("FID") int fileId) {}

    /**
     * The parameters of a search (MS-CIFS, section 2.2.6.2.1).
     *
     * @param searchAttributes  the attributes that a file must not exceed, a bit each
     * @param searchCount       how many entries are wanted at most
     * @param flags             bit 0: close the search after this request; bit 1: close it at the end; bit 2: return
     *                          resume keys; bit 3: continue; bit 4: with backup intent
     * @param infoLevel         how much is wanted about each entry
     * @param searchStorageType whether files or directories are sought; unsigned 32 bits
     * @param fileName          the path and pattern, which may hold wildcards
     */
    @Name("SMB1::Find_First2_Request_Args")
    public record FindFirst2Arguments(
            @Name("search_attrs") int searchAttributes,
            int searchCount,
            int flags,
            int infoLevel,
            long searchStorageType,
            @Unicode String fileName) {}
}
