package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.nsm.api.Name;

/** What the messages of SMB 2 and 3 hold (MS-SMB2). */
public final class Smb2 {

    private Smb2() {}

    /**
     * The 64 bytes that every message starts with (MS-SMB2, section 2.2.1).
     *
     * @param creditCharge how many credits the request costs
     * @param status       in answers the NTSTATUS code; in requests the field as sent, which holds the channel sequence
     *                     in SMB 3
     * @param command      the command: 0 NEGOTIATE, 1 SESSION_SETUP, 3 TREE_CONNECT, 5 CREATE, 8 READ and so on
     * @param credits      credits asked for, or granted in answers
     * @param flags        the flags: 1 answer, 2 asynchronous, 4 related, 8 signed
     * @param messageId    what ties an answer to its request; unsigned
     * @param processId    the field at offset 32; in asynchronous messages the lower half of the AsyncId
     * @param treeId       the share; in asynchronous messages the upper half of the AsyncId
     * @param sessionId    the session; unsigned, 0 before there is one
     * @param signature    the 16 bytes of the signature; zeros in unsigned messages
     */
    @Name("SMB2::Header")
    public record Header(
            int creditCharge,
            long status,
            int command,
            int credits,
            long flags,
            long messageId,
            long processId,
            long treeId,
            long sessionId,
            ByteBuf signature) {}

    /**
     * Sixteen bytes that identify something, above all an open file (MS-SMB2, section 2.2.14.1), as two 64-bit numbers.
     * Both are unsigned, and both have all bits set in a related request of a compound that means the file of the
     * request before.
     *
     * @param persistentId the first eight bytes; of a file the part that survives a reconnection
     * @param volatileId   the last eight bytes; of a file the part that a reconnection may change
     */
    @Name("SMB2::GUID")
    public record Guid(
            @Name("persistent") long persistentId,
            @Name("volatile") long volatileId) {}

    /**
     * The attributes of a file (MS-FSCC, section 2.6).
     *
     * @param readOnly          it cannot be written or deleted
     * @param hidden            ordinary listings leave it out
     * @param system            it belongs to the operating system
     * @param directory         it is a directory
     * @param archive           it has changed since the mark was last cleared, so that a backup should take it
     * @param normal            it has no other attribute
     * @param temporary         it need not reach the disk
     * @param sparseFile        it has holes that take no space
     * @param reparsePoint      it is a link, or something else that a filter of the file system resolves
     * @param compressed        its content is compressed; of a directory: that of new files in it
     * @param offline           its content is not at hand
     * @param notContentIndexed the content index leaves it out
     * @param encrypted         its content is encrypted; of a directory: that of new files in it
     * @param integrityStream   its content is kept with checksums
     * @param noScrubData       the scan for damage leaves it out
     */
    @Name("SMB2::FileAttrs")
    public record FileAttributes(
            boolean readOnly,
            boolean hidden,
            boolean system,
            boolean directory,
            boolean archive,
            boolean normal,
            boolean temporary,
            boolean sparseFile,
            boolean reparsePoint,
            boolean compressed,
            boolean offline,
            boolean notContentIndexed,
            boolean encrypted,
            boolean integrityStream,
            boolean noScrubData) {}

    /**
     * The answer to CLOSE (MS-SMB2, section 2.2.16). All of it is zero unless the client asked for the attributes.
     *
     * @param allocSize  bytes that the file takes on the disk; unsigned
     * @param endOfFile  the length of the file in bytes; unsigned
     * @param times      the times of the file
     * @param attributes its attributes
     */
    @Name("SMB2::CloseResponse")
    public record CloseResponse(
            long allocSize,
            @Name("eof") long endOfFile,
            Smb.MacTimes times,
            @Name("attrs") FileAttributes attributes) {}

    /**
     * A request to open or create something (MS-SMB2, section 2.2.13).
     *
     * @param filename      the name, relative to the share and without a leading backslash; empty for the root of the
     *                      share
     * @param disposition   what to do if it exists or does not: 0 supersede, 1 open, 2 create, 3 open or create, 4
     *                      overwrite, 5 overwrite or create
     * @param createOptions the options of the open, a bit each: 0x1 directory, 0x40 no directory, 0x1000 delete on
     *                      close and so on
     */
    @Name("SMB2::CreateRequest")
    public record CreateRequest(String filename, long disposition, long createOptions) {}

    /**
     * The answer to CREATE (MS-SMB2, section 2.2.14).
     *
     * @param fileId       the identifier of the open file
     * @param size         its length in bytes; unsigned
     * @param times        its times
     * @param attributes   its attributes
     * @param createAction what was done: 0 superseded, 1 opened, 2 created, 3 overwritten
     */
    @Name("SMB2::CreateResponse")
    public record CreateResponse(
            Guid fileId,
            long size,
            Smb.MacTimes times,
            @Name("attrs") FileAttributes attributes,
            long createAction) {}

    /**
     * The answer to NEGOTIATE (MS-SMB2, section 2.2.4).
     *
     * @param dialectRevision the dialect chosen, such as 0x0311; 0x02FF asks an SMB 1 client to negotiate again
     * @param securityMode    signing at the server: bit 0 enabled, bit 1 required
     * @param serverGuid      the GUID of the server, its sixteen bytes as two little-endian numbers
     * @param systemTime      the clock of the server
     * @param serverStartTime when the server started; the first instant of 1601 where it does not tell
     */
    @Name("SMB2::NegotiateResponse")
    public record NegotiateResponse(
            int dialectRevision, int securityMode, Guid serverGuid, Instant systemTime, Instant serverStartTime) {}

    /**
     * A step of a logon (MS-SMB2, section 2.2.5).
     *
     * @param securityMode signing at the client: bit 0 enabled, bit 1 required
     */
    @Name("SMB2::SessionSetupRequest")
    public record SessionSetupRequest(int securityMode) {}

    /**
     * What kind of session was granted (MS-SMB2, section 2.2.6).
     *
     * @param guest     the user is taken for a guest
     * @param anonymous the session has no user
     * @param encrypt   the server demands encryption on this session
     */
    @Name("SMB2::SessionSetupFlags")
    public record SessionSetupFlags(boolean guest, boolean anonymous, boolean encrypt) {}

    /**
     * The answer to a step of a logon (MS-SMB2, section 2.2.6).
     *
     * @param flags what kind of session it is
     */
    @Name("SMB2::SessionSetupResponse")
    public record SessionSetupResponse(SessionSetupFlags flags) {}

    /**
     * The answer to TREE_CONNECT (MS-SMB2, section 2.2.10).
     *
     * @param shareType 1 disk, 2 named pipes, 3 printer
     */
    @Name("SMB2::TreeConnectResponse")
    public record TreeConnectResponse(int shareType) {}
}
